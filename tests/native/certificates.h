// SPDX-License-Identifier: AGPL-3.0-or-later
// Certificates made on the spot, for tests that need one of their own kind.
#pragma once
#include <string>
#include <vector>

namespace native {

/// A folder under the system's temporary one that goes with its contents.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

/// A certificate authority that lives as long as the test.
class Authority {
 public:
  explicit Authority(const std::string& name);
  ~Authority();
  Authority(const Authority&) = delete;
  Authority& operator=(const Authority&) = delete;

  /// PEM of the authority's own certificate.
  const std::string& ca_file() const { return ca_file_; }
  /// Issues a certificate and writes certificate and key into one PEM file, whose path it returns.
  /// `names`: subjectAltName entries as OpenSSL writes them ("DNS:a.example", "IP:127.0.0.1").
  /// `days`: of validity from now; negative: expired that many days ago.
  std::string issue(const std::string& common_name, const std::string& names, int days = 1);

 private:
  struct Keys;
  TemporaryFolder folder_;
  std::string ca_file_;
  Keys* keys_;
  long serial_ = 1;
};

}  // namespace native
