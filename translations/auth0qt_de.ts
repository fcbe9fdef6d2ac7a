<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Auth0::CallbackPage</name>
    <message>
        <source>You are logged in</source>
        <translation>Sie sind angemeldet</translation>
    </message>
    <message>
        <source>The app goes on by itself. You can close this tab.</source>
        <translation>Die App macht von selbst weiter. Sie können diesen Tab schließen.</translation>
    </message>
    <message>
        <source>You are logged out</source>
        <translation>Sie sind abgemeldet</translation>
    </message>
    <message>
        <source>You can close this tab.</source>
        <translation>Sie können diesen Tab schließen.</translation>
    </message>
    <message>
        <source>Your account is connected</source>
        <translation>Ihr Konto ist verbunden</translation>
    </message>
    <message>
        <source>The login did not finish</source>
        <translation>Die Anmeldung kam nicht zum Ende</translation>
    </message>
    <message>
        <source>Nothing was changed. Go back to the app to see why and to try again, or close this tab.</source>
        <translation>Es hat sich nichts geändert. In der App steht, warum, und Sie können es erneut versuchen. Oder schließen Sie diesen Tab.</translation>
    </message>
    <message>
        <source>This page belongs to another login</source>
        <translation>Diese Seite gehört zu einer anderen Anmeldung</translation>
    </message>
    <message>
        <source>It has no effect. Go on where the app opened the browser last, or log in again from the app.</source>
        <translation>Sie hat keine Wirkung. Machen Sie dort weiter, wo die App den Browser zuletzt geöffnet hat, oder melden Sie sich in der App neu an.</translation>
    </message>
    <message>
        <source>There is nothing here</source>
        <translation>Hier ist nichts</translation>
    </message>
    <message>
        <source>This address belongs to an app that waits for a login. You can close this tab.</source>
        <translation>Diese Adresse gehört zu einer App, die auf eine Anmeldung wartet. Sie können diesen Tab schließen.</translation>
    </message>
    <message>
        <source>This page was made by the app, on your own computer.</source>
        <translation>Diese Seite hat die App gemacht, auf Ihrem eigenen Computer.</translation>
    </message>
</context>
<context>
    <name>Avatar</name>
    <message>
        <source>Nobody is logged in</source>
        <translation>Niemand ist angemeldet</translation>
    </message>
    <message>
        <source>Picture of %1</source>
        <translation>Bild von %1</translation>
    </message>
</context>
<context>
    <name>ErrorBanner</name>
    <message>
        <source>Trying…</source>
        <translation>Wird versucht …</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Details ausblenden</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>ErrorWords</name>
    <message>
        <source>Your keyring is locked</source>
        <translation>Ihr Schlüsselbund ist gesperrt</translation>
    </message>
    <message>
        <source>Your keyring does not answer</source>
        <translation>Ihr Schlüsselbund antwortet nicht</translation>
    </message>
    <message>
        <source>Your session could not be read</source>
        <translation>Ihre Sitzung ließ sich nicht lesen</translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation>Der Server ist nicht erreichbar</translation>
    </message>
    <message>
        <source>The server takes too long</source>
        <translation>Der Server braucht zu lange</translation>
    </message>
    <message>
        <source>The server asks for a pause</source>
        <translation>Der Server bittet um eine Pause</translation>
    </message>
    <message>
        <source>The server could not answer</source>
        <translation>Der Server konnte nicht antworten</translation>
    </message>
    <message>
        <source>Your browser did not open</source>
        <translation>Ihr Browser ging nicht auf</translation>
    </message>
    <message>
        <source>No way back from the browser</source>
        <translation>Kein Weg zurück vom Browser</translation>
    </message>
    <message>
        <source>The login was declined</source>
        <translation>Die Anmeldung wurde abgelehnt</translation>
    </message>
    <message>
        <source>This app is not set up yet</source>
        <translation>Diese App ist noch nicht eingerichtet</translation>
    </message>
    <message>
        <source>You need to log in again</source>
        <translation>Sie müssen sich neu anmelden</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
    <message>
        <source>You are still logged in. Nothing is renewed until the keyring can save it.</source>
        <translation>Sie sind weiterhin angemeldet. Erneuert wird erst, wenn der Schlüsselbund es speichern kann.</translation>
    </message>
    <message>
        <source>Nothing is lost. The app looks again as soon as the keyring is there.</source>
        <translation>Nichts ist verloren. Die App sieht nach, sobald der Schlüsselbund da ist.</translation>
    </message>
    <message>
        <source>It was set aside. Log in to start a new one.</source>
        <translation>Sie wurde beiseitegelegt. Melden Sie sich an, um eine neue zu beginnen.</translation>
    </message>
    <message>
        <source>Nothing was changed. Start your browser yourself, then try again.</source>
        <translation>Es hat sich nichts geändert. Starten Sie Ihren Browser selbst und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Other programs use the ports this app waits on. Close them and try again.</source>
        <translation>Andere Programme belegen die Ports, an denen diese App wartet. Schließen Sie sie und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Nothing was changed; you can start again.</source>
        <translation>Es hat sich nichts geändert; Sie können neu beginnen.</translation>
    </message>
    <message>
        <source>Look at the details for what to mend.</source>
        <translation>Was zu tun ist, steht unter „Details“.</translation>
    </message>
    <message>
        <source>You are still logged in. Try again in a moment.</source>
        <translation>Sie sind weiterhin angemeldet. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Nothing was changed. Try again in a moment.</source>
        <translation>Es hat sich nichts geändert. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Your last session has ended.</source>
        <translation>Ihre letzte Sitzung ist zu Ende.</translation>
    </message>
    <message>
        <source>Nothing was changed. The details say more.</source>
        <translation>Es hat sich nichts geändert. Mehr steht unter „Details“.</translation>
    </message>
</context>
<context>
    <name>GuardNotice</name>
    <message>
        <source>Opening your session</source>
        <translation>Ihre Sitzung wird geöffnet</translation>
    </message>
    <message>
        <source>Your keyring is locked</source>
        <translation>Ihr Schlüsselbund ist gesperrt</translation>
    </message>
    <message>
        <source>Your keyring does not answer</source>
        <translation>Ihr Schlüsselbund antwortet nicht</translation>
    </message>
    <message>
        <source>Log in to see this page</source>
        <translation>Anmelden, um diese Seite zu sehen</translation>
    </message>
    <message>
        <source>This takes a moment.</source>
        <translation>Das dauert einen Augenblick.</translation>
    </message>
    <message>
        <source>Nothing is lost. Unlock the keyring and you are back where you were.</source>
        <translation>Nichts ist verloren. Entsperren Sie den Schlüsselbund, und es geht weiter, wo Sie waren.</translation>
    </message>
    <message>
        <source>Your browser opens for this. Afterwards you come back here.</source>
        <translation>Dafür öffnet sich Ihr Browser. Danach kommen Sie hierher zurück.</translation>
    </message>
    <message>
        <source>Unlock keyring</source>
        <translation>Schlüsselbund entsperren</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Waiting for your browser</source>
        <translation>Warten auf Ihren Browser</translation>
    </message>
    <message>
        <source>Nothing is lost. Start your keyring service and look again, or log in now; it is saved as soon as the keyring is there.</source>
        <translation>Nichts ist verloren. Starten Sie Ihren Schlüsselbund-Dienst und sehen Sie noch einmal nach, oder melden Sie sich jetzt an; gespeichert wird, sobald der Schlüsselbund da ist.</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>Wird versucht …</translation>
    </message>
    <message>
        <source>Log in without it for now</source>
        <translation>Vorerst ohne ihn anmelden</translation>
    </message>
</context>
<context>
    <name>LoginButton</name>
    <message>
        <source>Waiting for your browser</source>
        <translation>Warten auf Ihren Browser</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Shows the page of the login that waits</source>
        <translation>Zeigt die Seite der wartenden Anmeldung</translation>
    </message>
    <message>
        <source>Opens your browser to log in</source>
        <translation>Öffnet Ihren Browser zum Anmelden</translation>
    </message>
</context>
<context>
    <name>LoginProgress</name>
    <message>
        <source>Opening your browser</source>
        <translation>Ihr Browser wird geöffnet</translation>
    </message>
    <message>
        <source>Almost there</source>
        <translation>Gleich geschafft</translation>
    </message>
    <message>
        <source>The login ran out of time</source>
        <translation>Die Zeit zum Anmelden ist abgelaufen</translation>
    </message>
    <message>
        <source>The login did not finish</source>
        <translation>Die Anmeldung kam nicht zum Ende</translation>
    </message>
    <message>
        <source>Finish in your browser</source>
        <translation>Weiter in Ihrem Browser</translation>
    </message>
    <message>
        <source>This takes a moment.</source>
        <translation>Das dauert einen Augenblick.</translation>
    </message>
    <message>
        <source>Your browser has answered. Logging you in.</source>
        <translation>Ihr Browser hat geantwortet. Sie werden angemeldet.</translation>
    </message>
    <message>
        <source>Nobody finished it in time. Nothing was changed; you can start again.</source>
        <translation>Sie wurde nicht rechtzeitig beendet. Es hat sich nichts geändert; Sie können neu beginnen.</translation>
    </message>
    <message>
        <source>A page to log in has opened there. This window goes on by itself when you are done.</source>
        <translation>Dort hat sich eine Seite zum Anmelden geöffnet. Hier geht es von selbst weiter, sobald Sie fertig sind.</translation>
    </message>
    <message>
        <source>Time left: %1</source>
        <translation>Verbleibende Zeit: %1</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Erneut öffnen</translation>
    </message>
    <message>
        <source>Shows the page to log in once more</source>
        <translation>Zeigt die Seite zum Anmelden noch einmal</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copies the address of the login page</source>
        <translation>Kopiert die Adresse der Anmeldeseite</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Details ausblenden</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>LogoutButton</name>
    <message>
        <source>Log out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Ends your session on this computer</source>
        <translation>Beendet Ihre Sitzung auf diesem Computer</translation>
    </message>
</context>
<context>
    <name>Ring</name>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
</context>
<context>
    <name>UserBadge</name>
    <message>
        <source>Logged out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Logged in as %1</source>
        <translation>Angemeldet als %1</translation>
    </message>
</context>
</TS>
