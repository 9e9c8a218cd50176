// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/authenticate.h"

#include "xmpp/base64.h"
#include "xmpp/conditions.h"
#include "xmpp/ns.h"
#include "xmpp/saslprep.h"
#include "xmpp/scram.h"

namespace xmpp {
namespace {

Error bad_message(std::string text) { return {.condition = condition::bad_sasl_message, .text = std::move(text)}; }

Result<std::string> decoded(Element element) {
  std::string text = element.text();
  if (text.empty() || text == "=") return std::string();
  auto bytes = from_base64(text);
  if (!bytes) return bad_message("not base64");
  return std::string(bytes->begin(), bytes->end());
}

void respond(Connection& connection, std::string_view data) {
  connection.send(Xml("response", ns::sasl).text(to_base64(data)));
}

// What the server says next.
struct Said {
  bool success = false;
  std::string data;
};
Task<Result<Said>> listen(Connection& connection, bool with_certificate) {
  auto document = co_await connection.next();
  if (!document) co_return document.error();
  Element root = document->root();
  if (root.is(ns::sasl, "failure")) co_return read_sasl_failure(root, with_certificate);
  bool success = root.is(ns::sasl, "success");
  if (!success && !root.is(ns::sasl, "challenge")) {
    co_return Error{.condition = condition::unexpected_element, .text = std::string(root.name())};
  }
  auto data = decoded(root);
  if (!data) co_return data.error();
  co_return Said{success, std::move(*data)};
}

// Here zero octets are written "=": nothing would mean that there is no initial response (SASL-05).
void start(Connection& connection, const Mechanism& mechanism, std::string_view initial_response) {
  connection.send(Xml("auth", ns::sasl)
                      .attribute("mechanism", std::string(mechanism.name))
                      .text(initial_response.empty() ? "=" : to_base64(initial_response)));
}

// RFC 4422 Appendix A. A server may ask for the authzid with an empty challenge, although it has it already (SASL-04).
Task<Result<void>> external(Connection& connection, const Credentials& credentials, const Mechanism& mechanism) {
  start(connection, mechanism, credentials.authzid);
  auto said = co_await listen(connection, true);
  if (said && !said->success && said->data.empty()) {
    respond(connection, credentials.authzid);
    said = co_await listen(connection, true);
  }
  if (!said) co_return said.error();
  if (!said->success || !said->data.empty()) co_return bad_message("EXTERNAL with data");  // EXT-03
  co_return Result<void>();
}

// XEP-0474 §6.2.
Task<Result<void>> check_offer(Crypto& crypto, Hash hash, SaslOffer offer, std::string expected) {
  std::string list = scram::downgrade_string(std::move(offer.mechanisms), std::move(offer.channel_bindings));
  auto digest = co_await crypto.digest(hash, Bytes(list.begin(), list.end()));
  if (!digest) co_return digest.error();
  if (to_base64(*digest) != expected) {
    co_return Error{.kind = ErrorKind::security, .condition = condition::mechanism_list_changed};
  }
  co_return Result<void>();
}

Task<Result<void>> scram_exchange(Connection& connection, Outside outside, const Credentials& credentials,
                                  const Mechanism& mechanism, SaslOffer offer) {
  const Error unproven{.kind = ErrorKind::security, .condition = condition::no_signature};
  std::string nonce = scram::fresh_nonce(outside.random);
  std::string first = scram::client_first_bare(credentials.user, nonce);
  std::string with_header = std::string(scram::gs2_header) + first;

  start(connection, mechanism, with_header);
  auto said = co_await listen(connection, false);
  if (said && !said->success && said->data.empty()) {  // the long form (SASL-04)
    respond(connection, with_header);
    said = co_await listen(connection, false);
  }
  if (!said) co_return said.error();
  if (said->success) co_return unproven;

  auto server_first = scram::parse_server_first(said->data, nonce);
  if (!server_first) co_return server_first.error();
  if (server_first->downgrade_hash) {
    auto same = co_await check_offer(outside.crypto, *mechanism.hash, std::move(offer), *server_first->downgrade_hash);
    if (!same) co_return same.error();
  }
  auto final = co_await scram::client_final(outside.crypto, *mechanism.hash, credentials.password, std::move(first),
                                            std::move(said->data), std::move(*server_first));
  if (!final) co_return final.error();
  respond(connection, final->message);

  said = co_await listen(connection, false);
  if (!said) co_return said.error();
  if (said->success && said->data.empty()) co_return unproven;
  auto genuine = scram::check_server_final(said->data, final->server_signature);
  if (!genuine) co_return genuine.error();
  if (!said->success) {  // the signature came as a challenge
    respond(connection, "");
    said = co_await listen(connection, false);
    if (!said) co_return said.error();
    if (!said->success) co_return bad_message("a challenge after the signature");
  }
  co_return Result<void>();
}

}  // namespace

Result<Credentials> prepare_credentials(LoginRequest& request, const Unicode& unicode) {
  Credentials out;
  if (auto* certificate = std::get_if<CertificateLogin>(&request.login)) {
    if (certificate->authzid) out.account = out.authzid = certificate->authzid->bare().to_string();
    return out;
  }
  auto& login = std::get<PasswordLogin>(request.login);
  Secret<std::string> raw(std::move(login.password));
  wipe(login.password);

  std::string_view local = login.user;
  if (auto at = local.find('@'); at != std::string_view::npos) {
    auto jid = Jid::parse(login.user, unicode);
    if (!jid || !jid->is_bare() || jid->domain() != request.domain) {
      return Error{.kind = ErrorKind::input, .condition = condition::user_malformed, .text = login.user};
    }
    local = local.substr(0, at);
  }
  auto user = saslprep(local, unicode);
  if (!user) return Error{.kind = ErrorKind::input, .condition = condition::user_malformed, .text = login.user};
  auto password = saslprep(*raw, unicode);
  if (!password) return Error{.kind = ErrorKind::input, .condition = condition::password_malformed};
  out.with_certificate = false;
  if (auto jid = Jid::parse(std::string(local) + '@' + request.domain, unicode)) out.account = jid->to_string();
  out.user = std::move(*user);
  out.password = Secret(std::move(*password));
  wipe(*password);
  return out;
}

Task<Result<void>> authenticate(Connection& connection, Outside outside, const Credentials& credentials,
                                Mechanism mechanism, SaslOffer offer) {
  auto done = mechanism.hash ? co_await scram_exchange(connection, outside, credentials, mechanism, std::move(offer))
                             : co_await external(connection, credentials, mechanism);
  bool ours = !done && (done.error().kind == ErrorKind::security || done.error().kind == ErrorKind::protocol);
  if (ours) connection.send(Xml("abort", ns::sasl));  // RFC 6120 §6.4.4
  co_return done;
}

}  // namespace xmpp
