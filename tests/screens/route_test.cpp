// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/route.h"

#include <doctest/doctest.h>

using namespace gui;

TEST_CASE("route: a screen with its view, filter and selection survives the way through the URL") {
  const Route route{.screen = Screen::topics,
                    .service = "pubsub.grid.example",
                    .node = "a&b=c#d?e%f/ü ж",
                    .within = "incidents",
                    .filter = "consumers:>3 \"x\"",
                    .sort = "-consumers",
                    .tree = true,
                    .loose = true};
  const std::string fragment = write_route(route);
  CHECK(fragment.find_first_of("# <>\"") == std::string::npos);
  const RouteRead read = read_route(fragment);
  CHECK(read.route == route);
  CHECK(read.problem.empty());
}

TEST_CASE("route: fragments as a person sees them") {
  CHECK(write_route({}) == "/topics");
  CHECK(write_route({.node = "incidents/phishing", .filter = "phish"}) ==
        "/topics?filter=phish&node=incidents/phishing");
  CHECK(write_route({.screen = Screen::help}) == "/help");
  CHECK(read_route("").route == Route{});
  CHECK(read_route("/topics?view=tree&later=1").route == Route{.tree = true});
}

TEST_CASE("route: an unknown screen leads to the topics with a sentence") {
  const RouteRead read = read_route("/top%69x?node=a");
  CHECK(read.route == Route{});
  CHECK(read.problem == "There is no screen “topix”. This is the list of topics instead.");
}

TEST_CASE("route: wrong percent signs stay text") {
  CHECK(percent_decode("100%") == "100%");
  CHECK(percent_decode("%zz%4") == "%zz%4");
  CHECK(percent_decode("%41%C3%BC") == "Aü");
  CHECK(percent_encode("ü&") == "%C3%BC%26");
}

TEST_CASE("route: every screen has one row") {
  for (const ScreenRow& screen : gui::screens())
    CHECK(read_route(std::string("/") + std::string(screen.path)).route.screen == screen.screen);
}
