// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/failures.h"

#include <algorithm>

#include "xmpp/conditions.h"

namespace gui {
namespace {

using K = xmpp::ErrorKind;
namespace c = xmpp::condition;
constexpr auto any = std::nullopt;
constexpr auto with_certificate = std::optional(LoginKind::certificate);
constexpr auto with_password = std::optional(LoginKind::password);

constexpr std::string_view no_connection = "guide/login.html#no-connection";
constexpr std::string_view not_accepted = "guide/login.html#not-accepted";
constexpr std::string_view password_wrong = "guide/login.html#password-wrong";
constexpr std::string_view no_method = "guide/login.html#no-method";
constexpr std::string_view settings = "guide/config.html";

constexpr std::string_view external_missing = "The controller did not offer the certificate login";
constexpr std::string_view external_missing_why =
    "It offers that only to a browser that has sent a certificate it accepts, and does not say what was wrong. Likely "
    "causes:";

// A browser hides why a WebSocket failed (it would tell pages about the network), so all that can be said is what is
// likely and how to test it.
constexpr Cause unreachable[] = {
    {"The controller is down, or the address is wrong. Open {https} in a new tab: no answer there means so"},
    {"This browser does not trust the controller's certificate. The same tab shows a warning"},
    {"Page and WebSocket are on different origins ({origin} and {endpoint}), so that the browser sends no certificate. "
     "Serve both on one host and port",
     When::other_origin},
    {"Your certificate was refused while connecting, or none was sent. Close all windows of the browser, open the page "
     "again and choose one"},
    {"The controller, or a proxy in front of it, does not let this page in. {origin} must be on its list of origins"},
    {"There is no XMPP at this address: the other side did not select the subprotocol xmpp. Check the path"}};
constexpr Cause slow[] = {{"The controller is busy or being restarted. Try again in a minute"},
                          {"A firewall drops the connection. Open {https} in a new tab: it hangs there too"},
                          {"The browser waits for an answer of yours: look for a window that asks for a certificate"}};
constexpr Cause not_xmpp[] = {{"The path is wrong. Usual ones are /ws, /xmpp-websocket and /ws/"},
                              {"A proxy passes the connection to another program. Ask who runs it"}};
// Whoever shows no certificate, or one that is not accepted, is not even offered EXTERNAL (RFC 6120 §6.3.4), and the
// page does not know what the browser has sent.
constexpr Cause none_offered[] = {
    {"None was chosen: the browser holds none that fits, or its question was cancelled. Close all windows of the "
     "browser, "
     "open the page again and choose one"},
    {"The certificate has expired. Look at its dates in the browser's certificate list"},
    {"It was revoked. Ask who issued it"},
    {"Another authority issued it than the controller trusts. Compare its issuer, in the same list, with what who runs "
     "the controller says"},
    {"The controller does not ask for certificates at this address. The pages of the controller kits say how to switch "
     "that on"}};
constexpr Cause certificate_refused[] = {
    {"The certificate names no JID on {domain}. Look at its names in the browser's certificate list"},
    {"It names several JIDs. Say which one under “Log in as”"},
    {"It has expired, or was revoked. Look at its dates in the same list, or ask who issued it"},
    {"None was sent. Close all windows of the browser, open the page again and choose one"}};
constexpr Cause which_jid[] = {{"The certificate names several JIDs. Say which one under “Log in as”"},
                               {"It does not name the JID that you asked for"}};
constexpr Cause password_refused[] = {
    {"The user name is the part of your JID before the @, or the whole JID on {domain}"},
    {"Capital letters or another keyboard layout. Look at the password with the eye"},
    {"The account does not exist on {domain}, or is locked. Ask who runs the controller"}};
constexpr Cause no_safe_method[] = {
    {"SCRAM or certificates are switched off on the controller. The pages of the controller kits say how to switch "
     "them on"},
    {"The passwords are stored in a form that cannot do SCRAM. They must be set again"}};
constexpr Cause no_discovery[] = {
    {"This page was not allowed to ask {domain}. Press F12 and look at the console: if it names connect-src, the "
     "server "
     "of this page must add https://{domain} there; if Access-Control-Allow-Origin, {domain} must send it",
     When::no_answer},
    {"{domain} does not publish where its WebSocket is. Name it as endpoint in config.json"},
    {"The domain is wrong. Name it as domain in config.json, or choose another controller with Change"}};
constexpr Cause unknown_domain[] = {
    {"The XMPP domain is not the host name of the page. Name it as domain in config.json"}};

constexpr Failure failure_table[] = {
    {K::security,
     condition::insecure_context,
     "",
     any,
     "This page was not loaded over HTTPS",
     "The browser withholds what a safe login needs. Open the page with https://.",
     {},
     no_connection,
     false,
     true},
    {K::input,
     condition::endpoint_foreign,
     "",
     any,
     "The controller is on another host",
     "{endpoint} is neither on this page's host nor on the list allowed_endpoint_hosts of config.json. Whoever can "
     "change "
     "the address could otherwise send you to a controller of his own.",
     {},
     settings,
     false,
     true},
    {K::input,
     c::endpoint_unencrypted,
     "",
     any,
     "The controller's address is not encrypted",
     "{endpoint} would send everything in clear. Use a wss:// address.",
     {},
     settings,
     false,
     true},
    {K::input,
     c::endpoint_malformed,
     "",
     any,
     "The controller's address is not a WebSocket address",
     "“{endpoint}” is neither a path such as /ws nor a wss:// address.",
     {},
     settings,
     false,
     true},
    {K::input,
     c::domain_malformed,
     "",
     any,
     "The domain is not valid",
     "“{domain}” is not a domain name of XMPP.",
     {},
     settings},
    {K::input,
     c::user_malformed,
     "",
     any,
     "The user name is not valid",
     "It is empty, names another domain than {domain}, or has characters that user names cannot have.",
     {},
     password_wrong},
    {K::input,
     c::password_malformed,
     "",
     any,
     "The password is not valid",
     "It is empty, or has characters that passwords cannot have (RFC 4013).",
     {},
     password_wrong},
    {K::transport, c::cannot_connect, "", any, "No connection to the controller",
     "The browser does not tell a page why. Likely causes, and how to check each:", unreachable, no_connection},
    {K::transport, c::discovery_failed, "", any, "No controller found on {domain}",
     "The page asked {domain} for its WebSocket (XEP-0156) and got no usable answer. Likely causes:", no_discovery,
     settings},
    {K::transport, c::no_endpoint, "", any, "No controller found on {domain}",
     "{domain} says how to reach it, but names no encrypted WebSocket. Likely causes:", no_discovery, settings},
    {K::transport, c::not_xmpp, "", any, "There is no XMPP at this address",
     "{endpoint} opened without selecting the subprotocol xmpp (RFC 7395, 3.1). Likely causes:", not_xmpp,
     no_connection},
    {K::transport, "", "", any, "The connection was lost while logging in", "{what} Likely causes:", unreachable,
     no_connection},
    {K::timeout, "", "", any, "The controller does not answer", "{what} Likely causes:", slow, no_connection},
    {K::protocol, c::bind_not_offered, "", any, "The controller did not open a session", "{what} {next}", {}, ""},
    {K::protocol, "", "", any, "The controller broke the rules of XMPP", "{what} {next}", {}, ""},
    {K::sasl, c::external_not_offered, "", any, external_missing, external_missing_why, none_offered, not_accepted},
    {K::sasl, c::no_acceptable_mechanism, "", with_certificate, external_missing, external_missing_why, none_offered,
     not_accepted},
    {K::sasl,
     c::scram_not_offered,
     "",
     any,
     "This controller does not take passwords",
     "It offers no SCRAM to this page. Log in with a certificate.",
     {},
     no_method},
    {K::sasl, c::no_acceptable_mechanism, "", any, "No safe way to log in",
     "The controller offers neither EXTERNAL nor SCRAM. Weaker methods send the password itself and are never used "
     "here. "
     "Likely causes:",
     no_safe_method, no_method},
    {K::sasl, "invalid-authzid", "", with_certificate, "The controller does not know which JID you are",
     "It answered {said}. Likely causes:", which_jid, not_accepted, true},
    {K::sasl,
     "credentials-expired",
     "",
     with_certificate,
     "Your certificate has expired",
     "The controller answered {said}. Ask who issued it for a new one.",
     {},
     not_accepted},
    {K::sasl,
     "credentials-expired",
     "",
     with_password,
     "Your password has expired",
     "The controller answered {said}. Ask who runs it for a new one.",
     {},
     password_wrong},
    {K::sasl,
     "account-disabled",
     "",
     any,
     "Your account is switched off",
     "The controller answered {said}. Ask who runs it.",
     {},
     password_wrong},
    {K::sasl,
     "temporary-auth-failure",
     "",
     any,
     "The controller cannot check your login now",
     "It answered {said}. Try again in a minute.",
     {},
     ""},
    {K::sasl, "not-authorized", "", with_certificate, "The controller did not accept the certificate login",
     "It answered {said}. Likely causes:", certificate_refused, not_accepted, true},
    {K::sasl, "not-authorized", "", with_password, "User name or password not accepted",
     "The controller does not say which of the two is wrong. Likely causes:", password_refused, password_wrong},
    {K::sasl, "", "", with_certificate, "The controller did not accept the certificate login",
     "It answered {said}. Likely causes:", certificate_refused, not_accepted},
    {K::sasl,
     "",
     "",
     with_password,
     "The controller did not accept your login",
     "It answered {said}. {next}",
     {},
     password_wrong},
    {K::security,
     c::redirect_foreign,
     "",
     any,
     "The controller sends you to another host",
     "It named {uri}. Only an address on the same host and port is followed. If who runs the controller confirms the "
     "new "
     "one, name it as endpoint in config.json.",
     {},
     settings},
    {K::security, "", "", any, "Login stopped for your safety", "{what} {next}", {}, ""},
    {K::stream, "host-unknown", "", any, "This controller does not serve {domain}",
     "It answered {said}. Likely causes:", unknown_domain, settings},
    {K::stream, "", "", any, "The controller ended the session", "It answered {said}. {what} {next}", {}, ""},
    {K::stanza, "", "", any, "The controller did not open a session", "It answered {said}. {what} {next}", {}, ""},
    {K::input, "", "", any, "The login could not begin", "{what} {next}", {}, settings},
    {K::cancelled, "", "", any, "Login cancelled", "", {}, ""},
};

}  // namespace

std::span<const Failure> failures() { return failure_table; }

const Failure& failure(const xmpp::Error& error, LoginKind login) {
  return *std::ranges::find_if(failure_table, [&](const Failure& row) {
    return row.kind == error.kind && (row.condition.empty() || row.condition == error.condition) &&
           (row.specific.empty() || row.specific == error.specific) && (!row.login || *row.login == login);
  });
}

}  // namespace gui
