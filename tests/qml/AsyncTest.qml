// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest

// A test that waits for promises.
TestCase {
    id: test

    function follow(promise) {
        const state = { done: false, value: undefined, error: undefined }
        promise.then(value => { state.value = value; state.done = true }, error => { state.error = error; state.done = true })
        return state
    }
    // What became of a promise: {value} or {error}.
    function settle(promise) {
        const state = follow(promise)
        tryVerify(() => state.done, 20000)
        return state
    }
    function valueOf(promise) {
        const state = settle(promise)
        verify(state.error === undefined, String(state.error))
        return state.value
    }
    function errorOf(promise) {
        const state = settle(promise)
        verify(state.error !== undefined, "it did not fail")
        return state.error
    }
}
