# SPDX-License-Identifier: Apache-2.0
"""The eight steps of the main job. Each returns what its line says, or raises a Failure."""
import json
import urllib.request

from .browser import Browser
from .failure import Failure, expect, expect_equal
from .handover import Handover
from .sample import Sample
from .tenant import Tenant

DEFAULT_BUTTON = "button[name=action][value=default]"


class MainJob:
    sample_type = Sample  # how the sample is used

    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.tenant = self.browser = self.sample = None
        self.handover = Handover(folder)
        self.domain = options.domain
        self.token_id = self.sub = self.name = ""
        self.steps = [self.start_tenant, self.open_browser, self.sign_in, self.call_api, self.refresh, self.restart,
                      self.log_out, self.call_api_signed_out]

    def start_tenant(self):
        o = self.options
        if self.domain:
            issuer = self.domain if "://" in self.domain else "https://" + self.domain
            try:
                with urllib.request.urlopen(issuer + "/.well-known/openid-configuration", timeout=10) as answer:
                    return f"tenant answers, {json.load(answer)['issuer']}"
            except (OSError, ValueError, KeyError) as error:
                raise Failure(f"{issuer} does not answer as a tenant: {error}") from error
        self.tenant = Tenant(o.build / "tenant/auth0-local-tenant", self.folder, o.port, o.client_id, o.callback_ports)
        expect(self.tenant.address, "the tenant does not say where it listens")
        self.domain = self.tenant.address
        return f"tenant started, {self.domain}"

    def start_sample(self):
        o = self.options
        command = [o.sample, "--domain", self.domain, "--client-id", o.client_id, "--audience", o.audience]
        for flag, value in (("--scope", o.scope), ("--api", o.api), ("--callback-ports", ",".join(map(str, o.callback_ports)))):
            command += [flag, value] if value else []
        self.sample = self.sample_type(command, self.handover.environment(), self.folder / "sample.err")

    def open_browser(self):
        self.start_sample()
        self.sample.wait_or_error("welcomePage")
        self.sample.press("loginButton")
        self.sample.wait_or_error("timeLeft")
        address = self.handover.address(8)
        self.browser = Browser(self.folder)
        self.browser.open(address)
        expect(self.browser.find("input[name=username]"), f"no login page at {self.browser.address()}")
        return f"browser opened, headless Chromium {self.browser.version}"

    def sign_in(self):
        self.browser.fill("input[name=username]", self.options.username)
        if not self.browser.find("input[name=password]"):
            self.browser.click(DEFAULT_BUTTON)  # a tenant that asks for the name first
            self.browser.wait(lambda: self.browser.find("input[name=password]"), 8, "the browser shows no password field")
        self.browser.fill("input[name=password]", self.options.password)
        self.browser.click(DEFAULT_BUTTON)
        self.browser.wait(self.is_back, 10, "the browser does not come back from the login page")
        self.sample.wait_or_error("profilePage")
        self.name, self.sub = self.sample.show("nameLabel"), self.sample.show("subValue")
        email = self.sample.show("emailLabel")
        self.sample.press("apiPlace")
        self.token_id = self.sample.show("tokenId")
        if self.tenant:
            login = self.tenant.last("/oauth/token", grant_type="authorization_code", status=200)
            expect_equal("subject", self.sub, login.get("sub"))
            expect_equal("jti", self.token_id, login.get("jti"))
        return f"signed in as {self.name} <{email}>, {self.sub}"

    def is_back(self):
        """The browser is at the application's own page again. A page that says no is a Failure; consent is given."""
        address = self.browser.address()
        if address.startswith("chrome-error:"):
            raise Failure("the browser cannot reach the tenant")
        if not address.startswith(self.domain if "://" in self.domain else "https://" + self.domain):
            return True
        refusal = self.browser.text("[role=alert]")
        expect(not refusal, f"the login page says: {refusal}")
        if self.browser.find("button[name=action][value=accept]"):
            self.browser.click("button[name=action][value=accept]")
        return False

    def call_api(self):
        since = self.tenant.mark() if self.tenant else 0
        self.sample.press("callApiButton")
        self.sample.wait_or_error("apiStatus")
        status = self.sample.show("apiStatus")
        expect(status == "200", f"the API said {status}")
        answer = json.loads(self.sample.show("apiAnswer"))
        if self.tenant:
            logged = self.tenant.last("/api/messages", since)
            expect_equal("status", status, str(logged.get("status")))
            expect_equal("subject", answer["sub"], logged.get("sub"))
            expect_equal("jti", answer["jti"], logged.get("jti"))
            expect_equal("jti of the token", self.token_id, logged.get("jti"))
        return f"API called with {status}, jti {self.token_id}"

    def refresh(self):
        since = self.tenant.mark() if self.tenant else 0
        self.sample.close_banner("apiPage")
        self.sample.press("refreshButton")
        self.sample.wait_or_error(f"tokenId!={self.token_id}")
        old, self.token_id = self.token_id, self.sample.show("tokenId")
        if self.tenant:
            refreshes = self.tenant.entries("/oauth/token", since)
            expect(len(refreshes) == 1, f"{len(refreshes)} token requests instead of 1")
            expect(refreshes[0].get("grant_type") == "refresh_token", "it was no refresh")
            expect_equal("jti", self.token_id, refreshes[0].get("jti"))
        return f"token refreshed, jti {old} -> {self.token_id}"

    def restart(self):
        self.sample.quit()
        since = self.tenant.mark() if self.tenant else 0
        self.start_sample()
        self.sample.wait_or_error("profilePage", "welcomePage", "lockedPage", "unavailablePage")
        page = self.sample.wait("profilePage", "welcomePage", "lockedPage", "unavailablePage")
        expect(page == "profilePage", f"after the restart the sample shows its {page}")
        name, sub = self.sample.show("nameLabel"), self.sample.show("subValue")
        expect((name, sub) == (self.name, self.sub), f"after the restart it is {name}, {sub}")
        self.sample.press("apiPlace")
        expect_equal("jti", self.sample.show("tokenId"), self.token_id)
        if self.tenant:
            # A picture is the API's; the session needs nothing.
            asked = [path for path in self.tenant.asked(since) if path != "/api/avatar"]
            expect(not asked, f"the restart asked the tenant for {', '.join(asked)}")
        return f"restarted and still signed in as {name}"

    def log_out(self):
        self.sample.press("profilePlace")
        self.sample.press("logoutButton")
        self.sample.wait_or_error("welcomePage")
        self.browser.open(self.handover.address(8))
        self.browser.wait(self.is_back, 10, "the browser does not come back from the logout")
        if self.tenant:
            expect_equal("subject", self.sub, self.tenant.last("/v2/logout", status=302).get("sub"))
        return "logged out, here and at the tenant"

    def call_api_signed_out(self):
        since = self.tenant.mark() if self.tenant else 0
        self.sample.press("callApiButton")
        self.sample.wait_or_error("apiStatus")
        status = self.sample.show("apiStatus")
        expect(status == "401", f"without a login the API said {status}")
        if self.tenant:
            logged = self.tenant.last("/api/messages", since)
            expect_equal("status", status, str(logged.get("status")))
            expect("access_token" not in logged, "the request carried a token")
        self.sample.quit()
        return f"API refused with {status}"

    def environment(self):
        """For the commands of --before."""
        pids = {"TENANT_PID": self.tenant, "SAMPLE_PID": self.sample, "BROWSER_PID": self.browser}
        return {name: str(part.process.child.pid) for name, part in pids.items() if part}

    def close(self):
        for part in (self.sample, self.browser, self.tenant and self.tenant.process):
            if part:
                part.kill()
