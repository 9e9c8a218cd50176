// SPDX-License-Identifier: AGPL-3.0-or-later
// What the demo tells a person once it is ready.

export const reducedNotice = 'Prosody has no collections and knows only open and whitelisted topics: the grid is reduced to its topics, without pending requests.';

export function welcome({ url, certificate, ca, controller, grid }) {
  const { collections, topics } = grid;
  return `
${controller} is ready with ${topics.length} topics${collections.length ? ` in ${collections.length} collections` : ''}:

    ${url}

Administrators are alice and bob. Log in with a certificate once your browser holds it, or as alice with password ${certificate.password}.

Chromium, Chrome, Edge
  1. Open chrome://certificate-manager (older: chrome://settings/certificates).
  2. Trust the controller: Local certificates, Installed by you, Trusted certificates, Import: ${ca}
     (older: Authorities, Import; tick "Trust this certificate for identifying websites").
  3. Give yourself a name: Your certificates, Import: ${certificate.p12}
     Password: ${certificate.password}
  4. Open ${url} and choose the certificate when asked.

Firefox
  1. Open about:preferences#privacy, scroll to Certificates, View Certificates.
  2. Authorities, Import: ${ca}
     Tick "Trust this CA to identify websites".
  3. Your Certificates, Import: ${certificate.p12}
     Password: ${certificate.password}
  4. Open ${url} and choose the certificate when asked.

This authority is for this demo only and its key lies in build/demo: remove it from your browser afterwards.
Ctrl+C ends the demo.
`;
}
