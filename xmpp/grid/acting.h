// SPDX-License-Identifier: AGPL-3.0-or-later
// What all acts share: asking for a change, judging by what is shown afterwards, and keeping the model true to it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "xmpp/grid/acts.h"

namespace xmpp::grid {

/// A request that changes something.
Iq change(const Service& service, Xml payload);

/// Success was answered, and something else is shown. `shows`: a sentence for people.
Error not_applied(std::string shows);

/// Nobody knows whether the request was carried out: the session ended, or no answer came.
bool outcome_unknown(const Error& error);

/// The controller has no such function, or does not understand it: another way may lead there.
bool not_understood(const Error& error);

/// What came of an act: the wanted state is success, whatever was answered.
Result<void> verdict(const Result<void>& answer, bool as_wanted, std::string shows);

/// Whether pubsub#collection of a node's configuration is what is in force. ejabberd without our kit keeps the field,
/// and does nothing with it.
bool config_tells_parents(const Service& service);

/// Takes the configuration of a node into the model. Fields that are not in the form stay as they were.
void take_config(const forms::Form& form, const Service& service, Model& model, std::string_view node);

/// Sends what differs from `now`, and reads again whatever is answered. Nothing differs: nothing is sent. Errors: the
/// session ended, or the configuration cannot be read any more.
Task<Result<Configured>> send_config(Ground ground, std::string node, forms::Form now,
                                     std::vector<forms::Change> changes);

/// Which of the changes are not what the form shows.
std::vector<FieldDifference> differences(const forms::Form& now, const std::vector<forms::Change>& changes);

/// One sentence about what was not kept.
std::string to_sentence(const std::vector<FieldDifference>& different);

/// Whether the node is in the collection, as the controller shows it; the model is told.
Task<Result<bool>> is_in(Ground ground, std::string collection, std::string node);

/// Whether the node exists and may be seen.
Task<Result<bool>> exists(Ground ground, std::string node);

}  // namespace xmpp::grid
