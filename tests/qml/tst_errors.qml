// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Auth0

AsyncTest {
    id: test
    name: "Errors"

    Auth0Provider {
        id: auth0
        domain: "http://127.0.0.1:9"
        clientId: "client"
        storage: Auth0Provider.MemoryOnly
    }
    Auth0Provider { id: wrong; domain: "http://example.com"; clientId: "client"; storage: Auth0Provider.MemoryOnly }
    SignalSpy { id: errors; target: auth0; signalName: "errorOccurred" }

    function test_aRejectionIsAJavaScriptError() {
        const error = errorOf(auth0.getCredentials())
        verify(error instanceof Error)
        compare(error.name, "Auth0Error")
        compare(error.code, Auth0Error.NoCredentials)
        compare(error.codeName, "NoCredentials")
        verify(error.message.length > 0)
        compare(String(error), "Auth0Error: " + error.message)
        compare(error.serverCode, "")
        compare(error.statusCode, 0)
        compare(error.isRetryable, false)
        compare(error.needsLogin, true)
        compare(typeof error.details, "object")
        compare(Object.keys(error.details).length, 0)
        compare(error.cause, undefined)
        verify("stack" in error)
    }

    function test_errorHoldsTheLastOneAndIsNeverNull() {
        compare(wrong.error.code, Auth0Error.None)
        compare(wrong.error.codeName, "None")
        compare(wrong.error.message, "")
        compare(errorOf(wrong.getCredentials()).code, Auth0Error.InvalidConfiguration)
        compare(wrong.error.code, Auth0Error.InvalidConfiguration)
        compare(wrong.error.codeName, "InvalidConfiguration")
    }

    function test_theValuePrintsWithoutDetails() {
        errorOf(wrong.getCredentials())
        const printed = JSON.parse(JSON.stringify(wrong.error))
        compare(printed.codeName, "InvalidConfiguration")
        compare("details" in printed, false)
        verify(String(wrong.error).startsWith("Auth0Error: InvalidConfiguration: "), String(wrong.error))
    }

    function test_errorOccurredCarriesTheValue() {
        errors.clear()
        errorOf(auth0.getCredentials())
        compare(errors.count, 1)
        compare(errors.signalArguments[0][0].code, Auth0Error.NoCredentials)
        compare(errors.signalArguments[0][0].needsLogin, true)
    }

    function test_theCodesHaveTheNumbersOfTheContract() {
        const names = ("None Unknown InvalidConfiguration InvalidArgument NotSupported NoCredentials NoRefreshToken RenewFailed "
            + "SessionExpired LargeMinTtl StoreFailed StoreLocked StoreUnavailable NetworkFailure Timeout TooManyRequests "
            + "ServerFailure InvalidResponse Cancelled BrowserUnavailable BrowserTerminated PageLoadFailed NoCallbackPort "
            + "InvalidState InvalidIssuer NoAuthorizationCode AccessDenied UnauthorizedClient ConsentRequired LoginRequired "
            + "InvalidInvitationUrl IdTokenInvalid MfaRequired MfaTokenInvalid MfaRejected EnrollmentFailed InvalidCredentials "
            + "InvalidCode PasswordTooWeak PasswordReused PasswordLeaked UserExists InvalidSignup EmailNotVerified "
            + "TooManyAttempts DpopKeyMissing DpopKeyMismatch DpopNotConfigured DpopProofFailed DeviceCodeExpired "
            + "BackchannelDenied BackchannelExpired ConnectAccountFailed TokenExchangeFailed RevokeFailed OriginNotAllowed").split(" ")
        names.forEach((name, number) => compare(Auth0Error[name], number, name))
    }

    function test_enumerationsAreNumbersWithNames() {
        compare([Auth0Provider.Restoring, Auth0Provider.SignedOut, Auth0Provider.SignedIn, Auth0Provider.StoreLocked,
                 Auth0Provider.StoreUnavailable], [0, 1, 2, 3, 4])
        compare([Auth0Provider.Keychain, Auth0Provider.MemoryOnly, Auth0Provider.InsecureFile], [0, 1, 2])
        compare([Auth0Provider.Join, Auth0Provider.Replace], [0, 1])
        compare([Auth0Provider.LoggedOut, Auth0Provider.LoggedOutElsewhere, Auth0Provider.RefreshTokenRejected,
                 Auth0Provider.SessionCeilingReached, Auth0Provider.DpopKeyLost], [0, 1, 2, 3, 4])
        compare([Auth0Login.Idle, Auth0Login.Preparing, Auth0Login.WaitingForBrowser, Auth0Login.WaitingForDevice,
                 Auth0Login.ExchangingCode, Auth0Login.Done, Auth0Login.Cancelled, Auth0Login.TimedOut, Auth0Login.Failed],
                [0, 1, 2, 3, 4, 5, 6, 7, 8])
    }
}
