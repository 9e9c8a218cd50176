// SPDX-License-Identifier: AGPL-3.0-or-later
// Real controllers: those that all tests share (see controllers.mjs), and one's own for a test that kills it.
#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

namespace integration {

struct ExpectedNode {
  std::string id, kind, title, type;
  std::vector<std::string> parents;
};

struct Controller {
  std::string url, ws_url, domain, pubsub;
  std::string pki;  ///< folder with certificates (web/controllers/pki)
  std::vector<ExpectedNode> nodes;

  std::string ca() const { return pki + "/ca.crt"; }
  /// PEM of a person of the PKI.
  std::string certificate(const std::string& person) const { return pki + "/" + person + ".pem"; }
};

/// "ejabberd" and "prosody" (seeded), "nginx" (in front of an empty ejabberd).
const Controller& shared(const std::string& name);

/// An empty ejabberd of this test alone; its launcher ends with it.
class OwnController {
 public:
  OwnController();
  ~OwnController();
  OwnController(const OwnController&) = delete;
  OwnController& operator=(const OwnController&) = delete;

  const Controller& about() const { return about_; }
  /// As a power cut would; returns when it is gone.
  void kill();
  /// Starts it again on the same port, with what its folder keeps.
  void start();

 private:
  Controller about_;
  std::string folder_, port_ = "0";
  pid_t launcher_ = -1;
  pid_t controller_ = -1;
  int input_ = -1;
};

}  // namespace integration
