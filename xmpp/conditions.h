// SPDX-License-Identifier: AGPL-3.0-or-later
// Conditions that the session itself puts into Error::condition and Error::specific, beside those that the standards
// define (RFC 6120 §4.9.3, §6.5, §8.3.3). Each ends a login or a session, or fails a request, in its own way; explain()
// has a row for each.
#pragma once

namespace xmpp::condition {

// --- kind input: the login request itself --------------------------------------------------------------------------
/// The endpoint is not a ws: or wss: URL.
inline constexpr const char* endpoint_malformed = "endpoint-malformed";
/// The XMPP domain is missing or is not one.
inline constexpr const char* domain_malformed = "domain-malformed";
/// The user name is empty, names another domain, or has characters that SASLprep (RFC 4013) forbids.
inline constexpr const char* user_malformed = "user-malformed";
/// The password is empty or has characters that SASLprep forbids.
inline constexpr const char* password_malformed = "password-malformed";

// --- kind transport: a browser never says why ----------------------------------------------------------------------
/// The WebSocket did not open: server down, wrong URL, certificate of the server or of the client refused in TLS,
/// Origin refused, subprotocol not selected (browsers fail the handshake then).
inline constexpr const char* cannot_connect = "connection-failed";
/// It was open and closed without <close/> (WS-19). text: the WebSocket code.
inline constexpr const char* connection_lost = "connection-lost";
/// A request was made while there is no session.
inline constexpr const char* not_connected = "not-connected";
/// The WebSocket opened without selecting the subprotocol "xmpp" (WS-02).
inline constexpr const char* not_xmpp = "not-xmpp";
/// host-meta could not be fetched, or is not readable.
inline constexpr const char* discovery_failed = "fetch-failed";
/// host-meta was read and names no wss: endpoint.
inline constexpr const char* no_endpoint = "no-endpoint";

// --- kind timeout --------------------------------------------------------------------------------------------------
/// The WebSocket handshake took too long.
inline constexpr const char* connect_timeout = "connect";
/// Connected, but the login took too long.
inline constexpr const char* login_timeout = "login";
/// The controller stopped answering: not even a ping.
inline constexpr const char* no_answer = "ping";
/// No answer to a request within its time.
inline constexpr const char* request_timeout = "request";
/// The connection broke each time before the request was answered: it, or its answer, may be what breaks it.
inline constexpr const char* lost_each_time = "lost-each-time";

// --- kind protocol: also the conditions of parse_frame() -----------------------------------------------------------
/// A binary message (WS-05).
inline constexpr const char* binary_frame = "binary-frame";
/// <open/> without from, id or version, a second <open/>, or something else in its place (WS-13, WS-14).
inline constexpr const char* bad_open = "bad-open";
/// A version before 1.0 (WS-14).
inline constexpr const char* unsupported_version = "unsupported-version";
/// <open/>, <close/> or a stanza in a namespace where it means nothing (WS-13).
inline constexpr const char* invalid_namespace = "invalid-namespace";
/// During login something else came than the step allows. text: what.
inline constexpr const char* unexpected_element = "unexpected";
/// A SASL message that cannot be read (base64, SCRAM attributes).
inline constexpr const char* bad_sasl_message = "bad-sasl-message";
/// No <bind/> is offered after authentication.
inline constexpr const char* bind_not_offered = "bind-not-offered";
/// The bind result names no JID, or one of another domain.
inline constexpr const char* bad_bind = "bad-bind";
/// XEP-0198: acknowledges more than was sent, or less than before (SM-06).
inline constexpr const char* bad_ack = "bad-ack";

// --- kind stream ---------------------------------------------------------------------------------------------------
/// The peer sent <close/> without an error.
inline constexpr const char* closed_by_peer = "closed-by-peer";
/// The peer sent a stream error that is not well-formed (Prosody 13 omits the namespace declarations), and closed.
/// text: the frame, cut and escaped; for display.
inline constexpr const char* unreadable_stream_error = "unreadable-stream-error";

// --- kind sasl -----------------------------------------------------------------------------------------------------
/// Certificate login, and the controller offers no EXTERNAL but SCRAM: no certificate was sent, or it is not accepted
/// (expired, revoked, of another authority), or the controller does not do certificates (EXT-04).
inline constexpr const char* external_not_offered = "external-not-offered";
/// Password login, and the controller offers EXTERNAL but no SCRAM that a browser can do.
inline constexpr const char* scram_not_offered = "scram-not-offered";
/// Neither EXTERNAL nor SCRAM (SASL-13). text: what is offered.
inline constexpr const char* no_acceptable_mechanism = "no-mechanism";
/// specific of not-authorized: the certificate was refused.
inline constexpr const char* certificate_refused = "certificate-refused";
/// specific of not-authorized: wrong user name or password.
inline constexpr const char* password_refused = "password-refused";

// --- kind security -------------------------------------------------------------------------------------------------
/// ws: to a host that is not this machine, or to this machine without the development switch.
inline constexpr const char* endpoint_unencrypted = "insecure-endpoint";
/// <open from='…'/> or the bound JID is not of the domain that we asked for.
inline constexpr const char* wrong_domain = "wrong-domain";
/// A weaker mechanism is offered than the one that this account used before.
inline constexpr const char* downgrade = "downgrade";
/// SCRAM: fewer than 4096 iterations would make the password easy to find, more than 10 000 000 would keep this machine
/// busy (SCR-07). text: the number.
inline constexpr const char* iteration_count = "iteration-count";
/// SCRAM: no salt, or one that is not base64 or far too long (SCR-08).
inline constexpr const char* salt = "salt";
/// SCRAM: a mandatory extension, attribute m= (SCR-05).
inline constexpr const char* mandatory_extension = "mandatory-extension";
/// XEP-0474: the controller did not offer the mechanisms that we received (DG-02).
inline constexpr const char* mechanism_list_changed = "mechanism-list-changed";
/// SCRAM: the server's nonce does not extend ours (SCR-02).
inline constexpr const char* wrong_nonce = "nonce";
/// SCRAM: the server's signature is wrong (SCR-06).
inline constexpr const char* wrong_signature = "server-signature";
/// SCRAM: the server says success without having proved that it knows the password (SCR-06).
inline constexpr const char* no_signature = "success-without-proof";
/// <close see-other-uri/> to another origin, or to something that is not wss: (WS-20, WS-22). uri says where. Never
/// followed by itself.
inline constexpr const char* redirect_foreign = "foreign-redirect";
/// More redirections than we follow (WS-21).
inline constexpr const char* redirect_loop = "redirect-loop";
/// XEP-0198: a resumption of a session that is not ours.
inline constexpr const char* foreign_resumption = "foreign-resumption";

// --- kind cancelled ------------------------------------------------------------------------------------------------
/// log_out().
inline constexpr const char* logged_out = "logged-out";
/// A new log_in() took the place of the session.
inline constexpr const char* replaced = "replaced";
/// The connection was lost after the request was sent: whether it was carried out is unknown. Read again first.
inline constexpr const char* outcome_unknown = "session-ended";

}  // namespace xmpp::condition
