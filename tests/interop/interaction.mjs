// SPDX-License-Identifier: Apache-2.0
// The login page: a form with `username` and `password`, as the local tenant has it.
import { accounts } from './configuration.mjs';

const page = `<!doctype html><title>Log in</title><form method="post" action="">
<input name="username"><input name="password" type="password">
<button name="action" value="default">Log in</button></form>`;

async function formOf(request) {
  let body = '';
  for await (const chunk of request) body += chunk;
  return new URLSearchParams(body);
}

export async function answerInteraction(provider, request, response) {
  const form = request.method === 'POST' ? await formOf(request) : new URLSearchParams();
  const account = accounts.get(form.get('username'));
  if (!account || account.password !== form.get('password')) {
    response.writeHead(request.method === 'POST' ? 400 : 200, { 'Content-Type': 'text/html' }).end(page);
    return;
  }
  // The empty consent answers a provider that wants a native client's user to have seen a page.
  const result = { login: { accountId: account.claims.sub }, consent: {} };
  await provider.interactionFinished(request, response, result);
}
