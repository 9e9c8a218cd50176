// SPDX-License-Identifier: AGPL-3.0-or-later
// What controllers do differently: each case as observed by running it, or read in its source.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "xmpp/grid/controller_profile.h"

using namespace xmpp;
using namespace xmpp::grid;

namespace {

Service service(std::string software, std::vector<std::string> features = {}) {
  Service made;
  made.software = std::move(software);
  for (auto& feature : features) made.features.push_back("http://jabber.org/protocol/pubsub#" + feature);
  std::sort(made.features.begin(), made.features.end());
  return made;
}

}  // namespace

TEST_CASE("Collections of ejabberd may be tried: what it announces is true with the kit only") {
  CHECK(why_no_collections(service("ejabberd", {"collections"})) == "");
  CHECK(profile_of(service("ejabberd")).collections == Promise::lies);
  CHECK(profile_of(service("ejabberd")).proof == "multi-collections");
}

TEST_CASE("Prosody makes a topic of a collection, silently: it is not tried, whatever is announced") {
  CHECK(why_no_collections(service("Prosody")) != "");
  CHECK(why_no_collections(service("Prosody", {"collections"})) != "");
  CHECK(why_no_several_parents(service("Prosody", {"collections", "multi-collections"})) != "");
}

TEST_CASE("Openfire has collections, and one parent for each node") {
  CHECK(why_no_collections(service("Openfire")) == "");
  CHECK(why_no_several_parents(service("Openfire", {"multi-collections"})) != "");
  CHECK(profile_of(service("Openfire")).associate == Associate::child);
  CHECK(profile_of(service("Openfire")).root_by_empty_value);
  CHECK(!profile_of(service("Openfire")).checks_cycles);
}

TEST_CASE("Other controllers are taken at their word; both spellings of several parents count (XEP-0248 5.1, 9)") {
  CHECK(why_no_collections(service("Else")) != "");
  CHECK(why_no_collections(service("Else", {"collections"})) == "");
  CHECK(why_no_several_parents(service("Else", {"collections"})) != "");
  CHECK(why_no_several_parents(service("Else", {"collections", "multi-collections"})) == "");
  CHECK(why_no_several_parents(service("Else", {"collections", "multi-collection"})) == "");
  CHECK(why_no_several_parents(service("Else", {"multi-collection"})) == why_no_collections(service("Else")));
}

TEST_CASE("PS-02 affiliations are offered as announced; owner and none always") {
  Service other = service("Else", {"publisher-affiliation", "outcast-affiliation"});
  for (Affiliation given : {Affiliation::owner, Affiliation::none, Affiliation::publisher, Affiliation::outcast})
    CHECK(why_not(other, given) == "");
  for (Affiliation missing : {Affiliation::member, Affiliation::publish_only, Affiliation::unknown}) {
    CHECK(!offers(other, missing));
    CHECK(why_not(other, missing) != "");
  }
}

TEST_CASE("Openfire would ban whom we make a member or publish-only: never offered, even if announced") {
  Service openfire = service("Openfire", {"member-affiliation", "publish-only-affiliation"});
  for (Affiliation harmful : {Affiliation::member, Affiliation::publish_only})
    CHECK(why_not(openfire, harmful) == "This controller would ban the JID instead");
  for (Affiliation safe : {Affiliation::owner, Affiliation::none, Affiliation::publisher, Affiliation::outcast})
    CHECK(why_not(openfire, safe) == "");
}

TEST_CASE("Pending requests and other people's subscriptions: by announcement, but not with Prosody") {
  CHECK(why_no_requests(service("Prosody", {"get-pending"})) != "");
  CHECK(why_no_subscribing(service("Prosody", {"manage-subscriptions"})) != "");
  CHECK(why_no_requests(service("ejabberd", {"get-pending"})) == "");
  CHECK(why_no_subscribing(service("ejabberd", {"manage-subscriptions"})) == "");
  CHECK(why_no_requests(service("Openfire")) == "");
  CHECK(why_no_subscribing(service("Openfire")) == "");
  CHECK(why_no_requests(service("Else")) != "");
  CHECK(why_no_subscribing(service("Else")) != "");
}

TEST_CASE("Each profile says how it is known") {
  for (const char* name : {"ejabberd", "Prosody", "Openfire", "", "Else"})
    CHECK(profile_of(service(name)).source != "");
}

TEST_CASE("Known faults are those of the software, each once and with its source; none of unknown software") {
  for (const char* name : {"ejabberd", "Prosody", "Openfire"}) {
    std::set<std::string_view> sentences;
    for (const Fault& fault : faults_of(service(name))) {
      CHECK(fault.software == profile_of(service(name)).software);
      CHECK(fault.source != "");
      CHECK(!fault.what.ends_with("."));
      CHECK(sentences.insert(fault.what).second);
    }
    CHECK(sentences.size() >= 7);
  }
  CHECK(faults_of(service("Else")).empty());
}

TEST_CASE("A feature is compared as a whole") {
  CHECK(announces(service("Else", {"collections"}), "collections"));
  CHECK(!announces(service("Else", {"multi-collections"}), "collections"));
}
