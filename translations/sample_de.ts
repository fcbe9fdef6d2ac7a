<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>ApiAnswer</name>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>The last one, of %1</source>
        <translation>Die letzte, von %1</translation>
    </message>
    <message>
        <source>At %1, in %2 ms</source>
        <translation>Um %1, in %2 ms</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>Answer of the API</source>
        <translation>Antwort der API</translation>
    </message>
    <message>
        <source>Waiting for the API</source>
        <translation>Warten auf die API</translation>
    </message>
    <message>
        <source>Nothing sent yet</source>
        <translation>Noch nichts gesendet</translation>
    </message>
    <message>
        <source>Nothing was changed. Try again in a moment.</source>
        <translation>Es wurde nichts geändert. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Send the request and the answer appears here.</source>
        <translation>Senden Sie die Anfrage, dann steht die Antwort hier.</translation>
    </message>
</context>
<context>
    <name>ApiCall</name>
    <message>
        <source>Nothing was sent, for there is no valid token</source>
        <translation>Nichts gesendet, denn es gibt kein gültiges Token</translation>
    </message>
    <message>
        <source>The API does not answer</source>
        <translation>Die API antwortet nicht</translation>
    </message>
    <message>
        <source>Nothing was sent: the token may not go there</source>
        <translation>Nichts gesendet: Dorthin darf das Token nicht</translation>
    </message>
    <message>
        <source>••• (%1 characters)</source>
        <translation>••• (%1 Zeichen)</translation>
    </message>
    <message>
        <source>Nothing was sent: the token could not be renewed</source>
        <translation>Nichts gesendet: Das Token ließ sich nicht erneuern</translation>
    </message>
</context>
<context>
    <name>ApiPage</name>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Call a protected API.</source>
        <translation>Eine geschützte API aufrufen.</translation>
    </message>
</context>
<context>
    <name>CopyLine</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copies %1</source>
        <translation>Kopiert %1</translation>
    </message>
</context>
<context>
    <name>DpopLine</name>
    <message>
        <source>Bind tokens to this computer (DPoP)</source>
        <translation>Token an diesen Computer binden (DPoP)</translation>
    </message>
    <message>
        <source>Whoever steals a token cannot use it without the key that is kept here. The API must allow it.</source>
        <translation>Wer ein Token stiehlt, kann es ohne den Schlüssel nicht nutzen, der hier liegt. Die API muss es erlauben.</translation>
    </message>
    <message>
        <source>The session in hand has its key since the login. Log out to change it.</source>
        <translation>Die jetzige Sitzung hat ihren Schlüssel seit der Anmeldung. Melden Sie sich ab, um das zu ändern.</translation>
    </message>
    <message>
        <source>The session in hand has no key: that is made at the login. Log out to change it.</source>
        <translation>Die jetzige Sitzung hat keinen Schlüssel: Er entsteht bei der Anmeldung. Melden Sie sich ab, um das zu ändern.</translation>
    </message>
</context>
<context>
    <name>EventLine</name>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1: %2. %3</translation>
    </message>
</context>
<context>
    <name>HeadersPage</name>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>What went to the API, and what came back. Secrets are masked.</source>
        <translation>Was zur API ging, und was zurückkam. Geheimes ist verdeckt.</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Nothing sent yet.</source>
        <translation>Noch nichts gesendet.</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>Zurückgekommen</translation>
    </message>
    <message>
        <source>No answer yet.</source>
        <translation>Noch keine Antwort.</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>API called</source>
        <translation>API aufgerufen</translation>
    </message>
    <message>
        <source>It said %1</source>
        <translation>Sie sagte %1</translation>
    </message>
    <message>
        <source>Keyring read</source>
        <translation>Schlüsselbund gelesen</translation>
    </message>
    <message>
        <source>No session there</source>
        <translation>Keine Sitzung darin</translation>
    </message>
    <message>
        <source>Session opened</source>
        <translation>Sitzung geöffnet</translation>
    </message>
    <message>
        <source>Read from the keyring</source>
        <translation>Aus dem Schlüsselbund gelesen</translation>
    </message>
    <message>
        <source>Held in memory</source>
        <translation>Im Arbeitsspeicher gehalten</translation>
    </message>
    <message>
        <source>Keyring locked</source>
        <translation>Schlüsselbund gesperrt</translation>
    </message>
    <message>
        <source>Nothing is lost</source>
        <translation>Nichts ist verloren</translation>
    </message>
    <message>
        <source>Keyring not there</source>
        <translation>Kein Schlüsselbund da</translation>
    </message>
    <message>
        <source>Logged out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Here, by you</source>
        <translation>Hier, von Ihnen</translation>
    </message>
    <message>
        <source>In another window of this app</source>
        <translation>In einem anderen Fenster dieser App</translation>
    </message>
    <message>
        <source>Session ended</source>
        <translation>Sitzung beendet</translation>
    </message>
    <message>
        <source>The tenant does not renew it any more</source>
        <translation>Der Tenant erneuert sie nicht mehr</translation>
    </message>
    <message>
        <source>It has lasted as long as it may</source>
        <translation>Sie hat so lange gedauert, wie sie darf</translation>
    </message>
    <message>
        <source>Its key is gone</source>
        <translation>Ihr Schlüssel ist weg</translation>
    </message>
    <message>
        <source>Logged in through the browser</source>
        <translation>Im Browser angemeldet</translation>
    </message>
    <message>
        <source>Token renewed</source>
        <translation>Token erneuert</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Gültig bis %1</translation>
    </message>
    <message>
        <source>Saved in the keyring</source>
        <translation>Im Schlüsselbund gespeichert</translation>
    </message>
    <message>
        <source>Browser opened</source>
        <translation>Browser geöffnet</translation>
    </message>
    <message>
        <source>Waiting for the login there</source>
        <translation>Warten auf die Anmeldung dort</translation>
    </message>
    <message>
        <source>Login cancelled</source>
        <translation>Anmeldung abgebrochen</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>Es wurde nichts geändert</translation>
    </message>
    <message>
        <source>Login ran out of time</source>
        <translation>Anmeldung dauerte zu lange</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Sample</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
</context>
<context>
    <name>ProfilePage</name>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Who you are here.</source>
        <translation>Wer Sie hier sind.</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>What the tenant says about you</source>
        <translation>Was der Tenant über Sie sagt</translation>
    </message>
    <message>
        <source>The claims of your ID token, checked and decoded.</source>
        <translation>Die Angaben Ihres ID-Tokens, geprüft und lesbar gemacht.</translation>
    </message>
</context>
<context>
    <name>RequestCard</name>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>A protected API. It answers only with a valid access token.</source>
        <translation>Eine geschützte API. Sie antwortet nur mit einem gültigen Access-Token.</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet …</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Calls the protected API</source>
        <translation>Ruft die geschützte API auf</translation>
    </message>
</context>
<context>
    <name>Ring</name>
    <message>
        <source>Working</source>
        <translation>Läuft</translation>
    </message>
</context>
<context>
    <name>Sample::Arguments</name>
    <message>
        <source>The sample application of Auth0 for Qt.</source>
        <translation>Die Beispielanwendung von Auth0 für Qt.</translation>
    </message>
    <message>
        <source>The tenant.</source>
        <translation>Der Tenant.</translation>
    </message>
    <message>
        <source>The application&apos;s client ID.</source>
        <translation>Die Client-ID der Anwendung.</translation>
    </message>
    <message>
        <source>The API&apos;s identifier.</source>
        <translation>Die Kennung der API.</translation>
    </message>
    <message>
        <source>What a login asks for.</source>
        <translation>Was eine Anmeldung verlangt.</translation>
    </message>
    <message>
        <source>The API&apos;s address; by default DOMAIN/api/messages.</source>
        <translation>Die Adresse der API; sonst DOMAIN/api/messages.</translation>
    </message>
    <message>
        <source>Ports the browser may come back to.</source>
        <translation>Ports, an die der Browser zurückkommen darf.</translation>
    </message>
    <message>
        <source>Where a login leads: %1.</source>
        <translation>Wohin eine Anmeldung führt: %1.</translation>
    </message>
    <message>
        <source>Does these steps as a user would (see README.md).</source>
        <translation>Tut diese Schritte, wie ein Mensch es täte (siehe README.md).</translation>
    </message>
    <message>
        <source>The style of its controls: Calm (its own), Basic, Fusion, …</source>
        <translation>Der Stil der Bedienelemente: Calm (der eigene), Basic, Fusion, …</translation>
    </message>
    <message>
        <source>unexpected argument %1</source>
        <translation>unerwartetes Argument %1</translation>
    </message>
    <message>
        <source>--domain is missing</source>
        <translation>--domain fehlt</translation>
    </message>
    <message>
        <source>--client-id is missing</source>
        <translation>--client-id fehlt</translation>
    </message>
    <message>
        <source>--api is no address</source>
        <translation>--api ist keine Adresse</translation>
    </message>
    <message>
        <source>there is no page %1; there are: %2</source>
        <translation>es gibt keine Seite %1; es gibt: %2</translation>
    </message>
    <message>
        <source>--callback-ports wants numbers from 1 to 65535, separated by commas</source>
        <translation>--callback-ports erwartet Zahlen von 1 bis 65535, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Where the API has a picture of the user; by default the local tenant&apos;s.</source>
        <translation>Wo die API ein Bild des Menschen hat; sonst beim lokalen Tenant.</translation>
    </message>
</context>
<context>
    <name>Sample::Dashboard</name>
    <message>
        <source>Before the first login, set this in the dashboard of %1:</source>
        <translation>Vor der ersten Anmeldung im Dashboard von %1 einstellen:</translation>
    </message>
    <message>
        <source>The login did not come back. If the browser says &quot;Callback URL mismatch&quot;, set this in the dashboard of %1:</source>
        <translation>Die Anmeldung kam nicht zurück. Sagt der Browser „Callback URL mismatch“, im Dashboard von %1 einstellen:</translation>
    </message>
</context>
<context>
    <name>SessionPage</name>
    <message>
        <source>Keyring</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>What is kept, and what happened.</source>
        <translation>Was aufbewahrt wird, und was geschah.</translation>
    </message>
    <message>
        <source>Kept in your keyring</source>
        <translation>In Ihrem Schlüsselbund</translation>
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
        <source>One record, readable by you alone. You stay logged in when you restart this app.</source>
        <translation>Ein Eintrag, den nur Sie lesen können. Nach einem Neustart der App sind Sie noch angemeldet.</translation>
    </message>
    <message>
        <source>You are logged in until you close this app. It is saved as soon as the keyring is there.</source>
        <translation>Sie sind angemeldet, bis Sie die App schließen. Gespeichert wird, sobald der Schlüsselbund da ist.</translation>
    </message>
    <message>
        <source>Keyring available</source>
        <translation>Schlüsselbund offen</translation>
    </message>
    <message>
        <source>Keyring locked</source>
        <translation>Schlüsselbund gesperrt</translation>
    </message>
    <message>
        <source>No keyring</source>
        <translation>Kein Schlüsselbund</translation>
    </message>
    <message>
        <source>Session saved</source>
        <translation>Sitzung gespeichert</translation>
    </message>
    <message>
        <source>In memory only</source>
        <translation>Nur im Arbeitsspeicher</translation>
    </message>
    <message>
        <source>What is stored</source>
        <translation>Was gespeichert ist</translation>
    </message>
    <message>
        <source>Refresh token</source>
        <translation>Refresh-Token</translation>
    </message>
    <message>
        <source>Keeps you logged in</source>
        <translation>Hält Sie angemeldet</translation>
    </message>
    <message>
        <source>Not given</source>
        <translation>Keines da</translation>
    </message>
    <message>
        <source>ID token</source>
        <translation>ID-Token</translation>
    </message>
    <message>
        <source>Says who you are</source>
        <translation>Sagt, wer Sie sind</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>Access-Token</translation>
    </message>
    <message>
        <source>Opens the API for a while</source>
        <translation>Öffnet die API für eine Weile</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>Ihr Passwort</translation>
    </message>
    <message>
        <source>Never reaches this app</source>
        <translation>Kommt nie in diese App</translation>
    </message>
    <message>
        <source>Nowhere</source>
        <translation>Nirgends</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Wo es liegt</translation>
    </message>
    <message>
        <source>Keyring entry</source>
        <translation>Eintrag im Schlüsselbund</translation>
    </message>
    <message>
        <source>Beside it, without secrets</source>
        <translation>Daneben, ohne Geheimnisse</translation>
    </message>
    <message>
        <source>data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>Access token valid until</source>
        <translation>Access-Token gültig bis</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Since this app started, newest first.</source>
        <translation>Seit dem Start der App, das Neueste zuerst.</translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>Before the first login</source>
        <translation>Vor der ersten Anmeldung</translation>
    </message>
    <message>
        <source>Set this in the dashboard of %1, once.</source>
        <translation>Einmal im Dashboard von %1 einstellen.</translation>
    </message>
    <message>
        <source>Callback URLs</source>
        <translation>Callback-URLs</translation>
    </message>
    <message>
        <source>Into Allowed Callback URLs and into Allowed Logout URLs, all of them: the app takes the first port that is free.</source>
        <translation>Alle in Allowed Callback URLs und in Allowed Logout URLs: Die App nimmt den ersten freien Port.</translation>
    </message>
    <message>
        <source>Or the whole list, as the dashboard takes it:</source>
        <translation>Oder die ganze Liste, wie das Dashboard sie nimmt:</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Application type</source>
        <translation>Art der Anwendung</translation>
    </message>
    <message>
        <source>Applications, Settings</source>
        <translation>Applications, Settings</translation>
    </message>
    <message>
        <source>Native</source>
        <translation>Native</translation>
    </message>
    <message>
        <source>Refresh Token Rotation</source>
        <translation>Refresh Token Rotation</translation>
    </message>
    <message>
        <source>Applications, Settings; with an overlap a lost answer harms nobody</source>
        <translation>Applications, Settings; mit Überlappung schadet eine verlorene Antwort niemandem</translation>
    </message>
    <message>
        <source>On, overlap 30 s</source>
        <translation>An, Überlappung 30 s</translation>
    </message>
    <message>
        <source>Allow Offline Access</source>
        <translation>Allow Offline Access</translation>
    </message>
    <message>
        <source>APIs, Settings</source>
        <translation>APIs, Settings</translation>
    </message>
    <message>
        <source>APIs, %1, Settings</source>
        <translation>APIs, %1, Settings</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Go on to the login</source>
        <translation>Weiter zur Anmeldung</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Auth0 for Qt Sample</source>
        <translation>Auth0 für Qt, Beispiel</translation>
    </message>
    <message>
        <source>Your session</source>
        <translation>Ihre Sitzung</translation>
    </message>
</context>
<context>
    <name>TokenCard</name>
    <message>
        <source>Access token</source>
        <translation>Access-Token</translation>
    </message>
    <message>
        <source>Renewed when it is asked for and too old.</source>
        <translation>Wird erneuert, wenn es gebraucht wird und zu alt ist.</translation>
    </message>
    <message>
        <source>Valid for %1</source>
        <translation>Gültig für %1</translation>
    </message>
    <message>
        <source>Nobody knows how long it is valid</source>
        <translation>Wie lange es gilt, weiß niemand</translation>
    </message>
    <message>
        <source>lifetime unknown</source>
        <translation>Dauer unbekannt</translation>
    </message>
    <message>
        <source>ended; renewed with the next call</source>
        <translation>abgelaufen; der nächste Aufruf erneuert es</translation>
    </message>
    <message>
        <source>of %1 left</source>
        <translation>von %1 übrig</translation>
    </message>
    <message>
        <source>left</source>
        <translation>übrig</translation>
    </message>
    <message>
        <source>Identifier of the token: %1</source>
        <translation>Kennung des Tokens: %1</translation>
    </message>
    <message>
        <source>Refreshing…</source>
        <translation>Wird erneuert …</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>Jetzt erneuern</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Browser error?</source>
        <translation>Fehler im Browser?</translation>
    </message>
    <message>
        <source>Shows what to set in the dashboard</source>
        <translation>Zeigt, was im Dashboard einzustellen ist</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Log in to see your profile, call an API and stay logged in.</source>
        <translation>Melden Sie sich an, um Ihr Profil zu sehen, eine API aufzurufen und angemeldet zu bleiben.</translation>
    </message>
    <message>
        <source>Call the API without a login</source>
        <translation>Die API ohne Anmeldung aufrufen</translation>
    </message>
    <message>
        <source>Dashboard settings</source>
        <translation>Einstellungen im Dashboard</translation>
    </message>
    <message>
        <source>Your browser opens</source>
        <translation>Ihr Browser öffnet sich</translation>
    </message>
    <message>
        <source>With the address of the login page in plain sight.</source>
        <translation>Die Adresse der Anmeldeseite steht offen da.</translation>
    </message>
    <message>
        <source>You log in there</source>
        <translation>Sie melden sich dort an</translation>
    </message>
    <message>
        <source>This app never sees your password.</source>
        <translation>Diese App sieht Ihr Passwort nie.</translation>
    </message>
    <message>
        <source>You are back here</source>
        <translation>Sie sind wieder hier</translation>
    </message>
    <message>
        <source>And stay logged in when you restart.</source>
        <translation>Und bleiben nach einem Neustart angemeldet.</translation>
    </message>
</context>
</TS>
