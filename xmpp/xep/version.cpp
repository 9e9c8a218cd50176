// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/xep/version.h"

#include "xmpp/xep/codec.h"

namespace xmpp::version {

Xml request() { return Xml("query", std::string(ns)); }

Result<Version> parse(const Element& iq) {
  auto query = iq.child(ns, "query");
  if (!query) return unreadable("no-version", "the answer holds no software version");
  return Version{query.child(ns, "name").text(), query.child(ns, "version").text(), query.child(ns, "os").text()};
}

Xml to_xml(const Version& version) {
  auto xml = request();
  xml.add(Xml("name").text(version.name)).add(Xml("version").text(version.version));
  if (!version.os.empty()) xml.add(Xml("os").text(version.os));
  return xml;
}

}  // namespace xmpp::version
