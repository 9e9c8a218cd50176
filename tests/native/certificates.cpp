// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/native/certificates.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace native {

namespace {

constexpr long kDay = 24 * 60 * 60;

X509* begin_certificate(const std::string& common_name, EVP_PKEY* key, long serial, int days) {
  X509* made = X509_new();
  X509_set_version(made, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made), serial);
  X509_gmtime_adj(X509_getm_notBefore(made), days < 0 ? (days - 1) * kDay : -kDay);
  X509_gmtime_adj(X509_getm_notAfter(made), days * kDay);
  X509_set_pubkey(made, key);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1, 0);
  return made;
}

void extend(X509* certificate, X509* issuer, int kind, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

void write_pem(const std::string& path, X509* certificate, EVP_PKEY* key) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  PEM_write_X509(file, certificate);
  if (key) PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(file);
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  path_ = (std::filesystem::temp_directory_path() / "grid-test-XXXXXX").string();
  if (!mkdtemp(path_.data())) std::abort();
}
TemporaryFolder::~TemporaryFolder() { std::filesystem::remove_all(path_); }

struct Authority::Keys {
  EVP_PKEY* key;
  X509* certificate;
};

Authority::Authority(const std::string& name) : ca_file_(folder_.file("ca.pem")), keys_(new Keys) {
  keys_->key = EVP_EC_gen("P-256");
  keys_->certificate = begin_certificate(name, keys_->key, serial_++, 1);
  X509* own = keys_->certificate;
  X509_set_issuer_name(own, X509_get_subject_name(own));
  extend(own, own, NID_basic_constraints, "critical,CA:TRUE");
  extend(own, own, NID_key_usage, "critical,keyCertSign,cRLSign");
  X509_sign(own, keys_->key, EVP_sha256());
  write_pem(ca_file_, own, nullptr);
}

Authority::~Authority() {
  X509_free(keys_->certificate);
  EVP_PKEY_free(keys_->key);
  delete keys_;
}

std::string Authority::issue(const std::string& common_name, const std::string& names, int days) {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* made = begin_certificate(common_name, key, serial_, days);
  X509_set_issuer_name(made, X509_get_subject_name(keys_->certificate));
  extend(made, keys_->certificate, NID_subject_alt_name, names.c_str());
  X509_sign(made, keys_->key, EVP_sha256());
  const auto path = folder_.file(std::to_string(serial_++) + ".pem");
  write_pem(path, made, key);
  X509_free(made);
  EVP_PKEY_free(key);
  return path;
}

}  // namespace native
