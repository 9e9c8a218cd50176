// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/integration/native/administrator.h"

#include <doctest/doctest.h>

namespace integration {

using xmpp::Phase;

namespace {
native::TlsClient tls_of(const Controller& controller, const std::string& certificate) {
  return {.ca_file = controller.ca(),
          .certificate_file = certificate.empty() ? "" : controller.certificate(certificate)};
}
}  // namespace

Administrator::Administrator(const Controller& at, const std::string& certificate)
    : controller(at),
      transport(loop, {.tls = tls_of(at, certificate)}),
      random(std::hash<std::string>()(at.ws_url + certificate)),
      fetcher(loop, tls_of(at, {})),
      client({transport, loop, random, crypto, unicode, fetcher}) {
  client.on_status([this](const xmpp::Status& status) {
    if (phases.empty() || phases.back() != status.phase) phases.push_back(status.phase);
  });
}

xmpp::LoginRequest Administrator::with_certificate(std::string authzid) const {
  xmpp::CertificateLogin login;
  if (!authzid.empty()) login.authzid = *xmpp::Jid::parse(authzid, unicode);
  return {.domain = controller.domain, .endpoint = controller.ws_url, .login = login};
}

xmpp::LoginRequest Administrator::with_password(std::string user, std::string password) const {
  return {.domain = controller.domain, .endpoint = controller.ws_url, .login = xmpp::PasswordLogin{user, password}};
}

void Administrator::wait(const std::function<bool()>& done) {
  REQUIRE_MESSAGE(loop.run_until(done, std::chrono::seconds(60)), "what was waited for did not come within a minute");
}

const xmpp::Status& Administrator::log_in(xmpp::LoginRequest request) {
  client.log_in(std::move(request));
  wait([&] { return client.status().phase == Phase::online || client.status().phase == Phase::offline; });
  return client.status();
}

std::string Administrator::outcome(xmpp::LoginRequest request) {
  const auto& status = log_in(std::move(request));
  if (status.phase == Phase::online) return "";
  REQUIRE(status.error);
  const auto explained = xmpp::explain(*status.error);
  CHECK_FALSE(explained.what.empty());
  CHECK_FALSE(explained.next.empty());
  return xmpp::to_string(*status.error);
}

void Administrator::until(Phase phase) {
  wait([&] { return client.status().phase == phase; });
}

}  // namespace integration
