// SPDX-License-Identifier: Apache-2.0
import QtQml
import Auth0

// Where a provider's browser login stands.
QtObject {
    required property Auth0Provider provider

    readonly property int step: provider ? provider.login.state : Auth0Login.Idle
    readonly property bool preparing: step === Auth0Login.Preparing
    readonly property bool waiting: step === Auth0Login.WaitingForBrowser
    readonly property bool exchanging: step === Auth0Login.ExchangingCode
    readonly property bool running: isRunning(step)
    readonly property bool timedOut: step === Auth0Login.TimedOut
    readonly property bool failed: step === Auth0Login.Failed
    readonly property bool ended: isEnded(step)
    readonly property int secondsLeft: provider ? provider.login.secondsLeft : 0

    // Seconds as a person reads them: 4:05.
    readonly property string timeLeft: Math.floor(secondsLeft / 60) + ":" + ("0" + secondsLeft % 60).slice(-2)

    // For handlers of a change of `step`, which may run before the properties above follow it.
    function isRunning(step: int): bool {
        return step === Auth0Login.Preparing || step === Auth0Login.WaitingForBrowser || step === Auth0Login.ExchangingCode
    }
    function isEnded(step: int): bool {
        return step === Auth0Login.TimedOut || step === Auth0Login.Failed
    }
}
