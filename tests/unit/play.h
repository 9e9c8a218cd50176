// SPDX-License-Identifier: AGPL-3.0-or-later
// Plays: conversations between the client and a controller as text files (tests/scripts/*.play). The runner speaks the
// controller's lines, checks the client's, and moves the clock.
//
//   title SASL-11 …              what the play shows; the first line
//   log in with certificate [AUTHZID]      log in as USER with PASSWORD      log out      reconnect now
//   domain D / endpoint URL      of the next login
//   dice BASE64                  what the next throw of that size gives, so that a recorded nonce is repeated
//   socket connects to URL       socket opens [SUBPROTOCOL|unselected]
//   socket closes CODE           socket is closing (by the client)     socket is gone
//   C: XML                       the client sends this. {name} takes or repeats a value, {*} is any; order of
//   attributes
//                                and prefixes do not matter
//   C: nothing                   the client has sent nothing more
//   S: XML                       the controller sends this, literally, with each {name} replaced by its value
//   S: binary
//   advance 30s                  or 500ms
//   phase NAME                   error none | KIND/CONDITION [(SPECIFIC)]     jid J     mechanism M     resumed yes|no
//   ask NAME get|set JID|account XML       answer NAME waits | ok | KIND/CONDITION [(SPECIFIC)]
//   messages N                   delivered so far          ignored N          stanzas that were ignored so far
#pragma once
#include <string>
#include <vector>

struct PlayFailure {
  int line = 0;
  std::string what;
};
struct PlayReport {
  std::string title;
  std::vector<PlayFailure> failures;  ///< at most one: a play ends at its first
};

/// The title of a play, without running it.
std::string title_of_play(const std::string& path);
PlayReport run_play(const std::string& path);
