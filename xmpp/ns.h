// SPDX-License-Identifier: AGPL-3.0-or-later
// Namespace names of the session.
#pragma once

namespace xmpp::ns {

inline constexpr const char* framing = "urn:ietf:params:xml:ns:xmpp-framing";        // RFC 7395 §3.3
inline constexpr const char* streams = "http://etherx.jabber.org/streams";           // RFC 6120 §4.8.1
inline constexpr const char* stream_errors = "urn:ietf:params:xml:ns:xmpp-streams";  // RFC 6120 §4.9.2
inline constexpr const char* client = "jabber:client";                               // RFC 6120 §4.8.2
inline constexpr const char* stanza_errors = "urn:ietf:params:xml:ns:xmpp-stanzas";  // RFC 6120 §8.3.2
inline constexpr const char* sasl = "urn:ietf:params:xml:ns:xmpp-sasl";              // RFC 6120 §6.4
inline constexpr const char* channel_binding = "urn:xmpp:sasl-cb:0";                 // XEP-0440
inline constexpr const char* bind = "urn:ietf:params:xml:ns:xmpp-bind";              // RFC 6120 §7
inline constexpr const char* session = "urn:ietf:params:xml:ns:xmpp-session";        // RFC 3921 §3
inline constexpr const char* stream_management = "urn:xmpp:sm:3";                    // XEP-0198
inline constexpr const char* ping = "urn:xmpp:ping";                                 // XEP-0199
inline constexpr const char* disco_info = "http://jabber.org/protocol/disco#info";   // XEP-0030
inline constexpr const char* xrd = "http://docs.oasis-open.org/ns/xri/xrd-1.0";      // XEP-0156 §2.3
inline constexpr const char* websocket_link = "urn:xmpp:alt-connections:websocket";  // RFC 7395 §4

}  // namespace xmpp::ns
