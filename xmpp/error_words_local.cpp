// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/error_words.h"

namespace xmpp {
namespace {

using enum ErrorKind;

constexpr ErrorWords rows[] = {
    {protocol, "", "The Controller sent something that breaks the rules of XMPP.",
     "Log in again. If it happens again, report it to the makers of the Controller."},
    {protocol, "not-well-formed", "The Controller sent damaged data.",
     "Log in again. A proxy between here and the Controller may have altered the data."},
    {protocol, "restricted-xml", "The Controller sent a kind of XML that XMPP does not allow.",
     "Do not use this Controller until its administrator has explained why."},
    {protocol, "bad-format", "The Controller sent text that is not valid.",
     "Log in again. A proxy between here and the Controller may have altered the data."},
    {protocol, "policy-violation", "The Controller sent more than this application accepts in one piece.",
     "Ask for less at once, for example fewer items on a page."},
    {protocol, "binary-frame", "The Controller sent binary data where XMPP has only text.",
     "Check that the address leads to an XMPP service over WebSocket."},
    {protocol, "invalid-namespace", "The Controller did not open the session as XMPP over WebSocket does.",
     "Check that the address leads to an XMPP service over WebSocket."},
    {protocol, "unsupported-version", "The Controller speaks an old version of XMPP.",
     "The Controller has to be updated: version 1.0 is needed."},
    {protocol, "unexpected", "The Controller answered something that does not fit the request.",
     "Try again. If it happens again, report it to the makers of the Controller."},

    {security, "", "The connection behaves as if somebody tampered with it.",
     "Do not log in again before the administrator of the Controller has checked the connection."},
    {security, "downgrade", "The Controller offered only weaker ways of logging in than before.",
     "Somebody may be between you and the Controller. Ask its administrator before you try again."},
    {security, "server-signature", "The Controller could not prove that it knows your password.",
     "It may not be the Controller it claims to be. Do not try again before its administrator has checked."},
    {security, "nonce", "The Controller answered the password check with a foreign number.",
     "Somebody may have tampered with the login. Ask the administrator of the Controller before you try again."},
    {security, "iteration-count",
     "The Controller asked for an unsafe or excessive number of rounds in the password check.",
     "Let its administrator set an iteration count between 4096 and 10 million."},
    {security, "salt", "The Controller sent no usable salt for the password check.",
     "Let its administrator set the password of the account anew."},
    {security, "mandatory-extension", "The password check requires an extension that nobody here knows.",
     "Ask the administrator of the Controller what was changed."},
    {security, "success-without-proof", "The Controller accepted the login without completing the password check.",
     "It may not be the Controller it claims to be. Do not try again before its administrator has checked."},
    {security, "foreign-redirect", "The Controller wants to send you to another or an unencrypted address.",
     "The address was not used. Ask the administrator of the Controller whether it is right."},
    {security, "insecure-endpoint", "The address of the Controller is not encrypted.",
     "Use an address that begins with wss. Unencrypted addresses are allowed only on this machine, for trials."},
    {security, "insecure-context", "The page was not loaded over an encrypted connection.",
     "Open this page with an address that begins with https."},
    {security, "crypto-unavailable", "The browser refuses to compute the password check.",
     "Open this page with an address that begins with https, or log in with a certificate."},
    {security, "wrong-sender", "An answer came from somebody who was not asked, and was ignored.",
     "If this happens often, tell the administrator of the Controller."},

    {input, "", "What was entered is not valid.", "Correct it and try again."},
    {input, "jid-malformed", "The address is not valid.", "An address looks like name@domain."},

    // The rules of addresses (RFC 7622), by application condition
    {input, "localpart-empty", "The name before the @ sign is missing.",
     "Enter a name before the @ sign, or leave the @ sign out to address the whole domain."},
    {input, "localpart-space", "The name before the @ sign contains a space.",
     "Remove the space, or write it as \\20 if the account really has one."},
    {input, "localpart-character", "The name before the @ sign contains a character that is not allowed there.",
     "Use letters and digits of any script, and of the signs none of \" & ' / : < > @."},
    {input, "domain-empty", "The domain is missing.", "Enter the domain, such as example.com, after the @ sign."},
    {input, "domain-space", "The domain contains a space.", "Remove the space."},
    {input, "domain-character", "The domain contains a character that domain names cannot have.",
     "Use letters, digits, hyphens and dots."},
    {input, "domain-label", "A part of the domain between two dots is empty, too long or wrongly hyphenated.",
     "Give every part 1 to 63 characters that neither begin nor end with a hyphen."},
    {input, "domain-address", "The domain is in brackets, but it is no IPv6 address.",
     "Write an IPv6 address as in [2001:db8::1], and a name without brackets."},
    {input, "resource-empty", "There is nothing after the slash.",
     "Remove the slash, or enter the name of the connection after it."},
    {input, "resource-space", "The part after the slash begins with a space.", "Remove the space."},
    {input, "resource-character", "The part after the slash contains a character that is not allowed there.",
     "Remove invisible and control characters."},
    {input, "part-too-long", "A part of the address is longer than 1023 bytes.", "Shorten the address."},
    {input, "bidi", "The address mixes writing from the right and from the left so that it could be misread.",
     "Use one direction of writing in each part of the address."},
    {input, "context", "The address contains a character that is allowed only beside certain others.",
     "Remove the invisible joiner or the special dot from the address."},
    {input, "not-utf8", "The text is not valid Unicode.", "Enter the text again, or save the file as UTF-8."},

    {input, "url", "The address of the Controller is not valid.",
     "Enter an address such as wss://grid.example.com/ws."},
    {input, "xml", "The content is not valid XML.", "Correct the content at the place that is named."},
};

}  // namespace

std::span<const ErrorWords> local_words() { return rows; }

}  // namespace xmpp
