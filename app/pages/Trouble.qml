// SPDX-License-Identifier: Apache-2.0
import Auth0

// What went wrong with the session.
ErrorBanner {
}
