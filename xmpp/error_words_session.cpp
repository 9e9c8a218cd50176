// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/error_words.h"

namespace xmpp {
namespace {

using enum ErrorKind;

constexpr ErrorWords rows[] = {
    {stream, "", "The Controller ended the session.", "Log in again. If it ends again, look into the Controller's log.",
     true},

    // RFC 6120 §4.9.3
    {stream, "bad-format", "The Controller could not read what it received and ended the session.",
     "Log in again. If it happens again, report it together with what you did."},
    {stream, "bad-namespace-prefix", "The Controller does not accept a name prefix in what it received.",
     "Log in again. A proxy between here and the Controller may have altered the data."},
    {stream, "conflict", "A newer session of the same account has replaced this one.",
     "Close the other window or program that uses the account, or go on there."},
    {stream, "connection-timeout", "The Controller heard nothing for too long and ended the session.",
     "Check the network. A new connection is tried by itself.", true},
    {stream, "host-gone", "The Controller does not serve this domain any more.",
     "Ask its administrator which domain to use now."},
    {stream, "host-unknown", "The Controller does not serve this domain.",
     "Check the domain in the login. It is often not the name of the machine."},
    {stream, "improper-addressing", "The Controller received something without a proper address.",
     "Log in again. If it happens again, report it together with what you did."},
    {stream, "internal-server-error", "The Controller failed because of a fault or a setting of its own.",
     "Look into the Controller's log. A new connection is tried by itself.", true},
    {stream, "invalid-from", "The Controller does not accept the sender address of this session.",
     "Log in again with the right account."},
    {stream, "invalid-namespace", "The other side does not speak the expected protocol.",
     "Check that the address leads to an XMPP service over WebSocket."},
    {stream, "invalid-xml", "The Controller found data that does not follow its rules.",
     "Log in again. If it happens again, report it together with what you did."},
    {stream, "not-authorized", "The Controller ended the session because the login was missing or has lost its force.",
     "Log in again. Check that the account and its certificate are still valid."},
    {stream, "not-well-formed", "The Controller received damaged data and ended the session.",
     "Log in again. A proxy between here and the Controller may have altered the data."},
    {stream, "policy-violation", "The session broke a rule of the Controller, for example a limit on size or rate.",
     "Ask the administrator of the Controller about its limits, then log in again."},
    {stream, "remote-connection-failed", "The Controller could not reach another server that it needs for the login.",
     "Check the Controller's own connections, for example to its user directory.", true},
    {stream, "reset", "The Controller wants the session to start afresh, because its security has changed.",
     "Nothing to do: a new connection is tried by itself.", true},
    {stream, "resource-constraint", "The Controller has no resources left for this session.",
     "Wait. A new connection is tried by itself.", true},
    {stream, "restricted-xml", "The Controller received a kind of XML that XMPP does not allow.",
     "Log in again. If it happens again, report it together with what you did."},
    {stream, "see-other-host", "The Controller asks you to connect to another address.",
     "Check the address with the administrator of the Controller before you use it. It is not followed by itself."},
    {stream, "system-shutdown", "The Controller is shutting down or restarting.",
     "Wait. A new connection is tried by itself.", true},
    {stream, "undefined-condition", "The Controller ended the session for a reason of its own.",
     "Read the Controller's own words, or look into its log."},
    {stream, "unsupported-encoding", "The Controller does not read the text encoding it received.",
     "Check that the address leads to an XMPP service over WebSocket."},
    {stream, "unsupported-feature", "The Controller requires a feature that this application does not have.",
     "Ask the administrator of the Controller which feature it makes mandatory."},
    {stream, "unsupported-stanza-type", "The Controller does not handle this kind of message.",
     "Log in again. If it happens again, report it together with what you did."},
    {stream, "unsupported-version", "The Controller speaks another version of XMPP.",
     "The Controller has to be updated: version 1.0 is needed."},

    {sasl, "", "The login failed.", "Check the account and how it logs in, then try again."},

    // RFC 6120 §6.5
    {sasl, "aborted", "The login was cancelled.", "Log in again."},
    {sasl, "account-disabled", "The account is disabled.", "Ask the administrator of the Controller to enable it."},
    {sasl, "credentials-expired", "The password or the certificate has expired.",
     "Get a new one from the administrator of the Controller."},
    {sasl, "encryption-required", "The Controller allows a login only over an encrypted connection.",
     "Use an address that begins with wss."},
    {sasl, "incorrect-encoding", "The Controller could not decode the login data.",
     "Try again. A proxy between here and the Controller may have altered the data."},
    {sasl, "invalid-authzid", "The certificate does not belong to the requested account.",
     "If the certificate names several accounts, enter the one to use. Otherwise choose another certificate."},
    {sasl, "invalid-mechanism", "The Controller does not offer the way of logging in that was tried.",
     "Choose the other way: certificate, or user name and password."},
    {sasl, "malformed-request", "The Controller found the login data to be malformed.",
     "Check the user name for unusual characters and try again."},
    {sasl, "mechanism-too-weak", "The Controller does not allow so weak a way of logging in for this account.",
     "Log in with a certificate."},
    {sasl, "not-authorized", "The Controller did not accept the user name, the password or the certificate.",
     "Check the user name and the password. With a certificate: check that it is valid, not revoked, and of a CA that "
     "the "
     "Controller trusts."},
    {sasl, "temporary-auth-failure", "The Controller cannot check logins at the moment.",
     "Try again later. If it persists, its user directory may be unreachable.", true},

    // RFC 5802 §7: what e= adds
    {sasl, "invalid-encoding", "The Controller could not decode a part of the password check.",
     "Try again. A proxy between here and the Controller may have altered the data."},
    {sasl, "extensions-not-supported", "The Controller does not know an extension that the password check used.",
     "Ask the administrator of the Controller for an update."},
    {sasl, "invalid-proof", "The password is wrong.", "Enter the password again."},
    {sasl, "channel-bindings-dont-match", "The Controller sees another encrypted connection than this one.",
     "A proxy may end the encryption in front of the Controller. Ask its administrator."},
    {sasl, "server-does-support-channel-binding", "The Controller thinks that the login was weakened on the way.",
     "Check for a proxy that alters the connection before you try again."},
    {sasl, "channel-binding-not-supported", "The Controller does not support the requested binding to the connection.",
     "Ask the administrator of the Controller for an update."},
    {sasl, "unsupported-channel-binding-type",
     "The Controller does not support this type of binding to the connection.",
     "Ask the administrator of the Controller for an update."},
    {sasl, "unknown-user", "The Controller does not know this user name.", "Check the user name and the domain."},
    {sasl, "invalid-username-encoding", "The user name contains characters that the Controller does not accept.",
     "Enter the user name as the administrator of the Controller wrote it."},
    {sasl, "no-resources", "The Controller has no resources left to check the password.",
     "Wait a moment and try again.", true},
    {sasl, "other-error", "The Controller could not check the password for a reason of its own.",
     "Look into the Controller's log."},

    // What we refuse ourselves
    {sasl, "no-mechanism", "The Controller offers no way of logging in that is safe enough for a grid.",
     "Let its administrator turn on login by certificate (EXTERNAL) or SCRAM (RFC 8600 requires one of them)."},
    {sasl, "external-not-offered", "The Controller did not offer to log in with a certificate.",
     "Check that the browser sent a certificate and that the Controller trusts the CA that issued it."},
    {sasl, "scram-not-offered", "The Controller did not offer to log in with a password in a safe way.",
     "Log in with a certificate, or let its administrator turn on SCRAM."},

    {transport, "", "The connection to the Controller failed.",
     "Check the network and that the Controller runs. A browser does not tell more: if it asked for a certificate, the "
     "certificate may have been refused.",
     true},
    {transport, "connection-lost", "The connection to the Controller was lost.",
     "Check the network. A new connection is tried by itself.", true},
    {transport, "connection-failed", "No connection to the Controller could be made.",
     "Check the address, that the Controller runs, that its certificate is trusted here, and that it accepts yours.",
     true},
    {transport, "not-connected", "There is no connection to the Controller.", "Log in, or wait for the new connection.",
     true},
    {transport, "not-xmpp", "The address answers, but it is not an XMPP service over WebSocket.",
     "Check the path of the address, for example /ws or /xmpp-websocket."},
    {transport, "fetch-failed", "The domain's list of connection methods could not be fetched.",
     "Enter the address of the Controller yourself, or let the web server publish the list (host-meta).", true},
    {transport, "no-endpoint", "The domain does not say where its WebSocket service is.",
     "Enter the address of the Controller yourself, or let the web server publish it (host-meta)."},

    {timeout, "", "The Controller did not answer in time.",
     "Try again. If it happens often, the Controller or the network is overloaded.", true},
    {timeout, "connect", "The connection to the Controller took too long.",
     "Check the address and that no firewall blocks it, then try again.", true},
    {timeout, "login", "The Controller did not finish the login in time.",
     "Try again. If it persists, look into the Controller's log.", true},
    {timeout, "ping", "The Controller has stopped answering.",
     "Check the network. A new connection is tried by itself.", true},

    {cancelled, "", "The request was cancelled.", "Nothing to do. Start it again if you still need it."},
    {cancelled, "logged-out", "The request ended because you logged out.", "Log in again and repeat it."},
    {cancelled, "session-ended", "The session ended before the Controller answered.",
     "Reload to see whether the request took effect before you repeat it."},
};

}  // namespace

std::span<const ErrorWords> session_words() { return rows; }

}  // namespace xmpp
