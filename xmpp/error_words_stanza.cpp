// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/error_words.h"

namespace xmpp {
namespace {

using enum ErrorKind;

constexpr ErrorWords stanza_rows[] = {
    {stanza, "", "The controller refused the request.", "Read the controller's own words and try again."},

    // RFC 6120 §8.3.3; payment-required: RFC 3920 §9.3.3, as XEP-0060 §6.1.3.5
    {stanza, "bad-request", "The controller could not make sense of the request.",
     "Check what was entered. If all of it is right, the controller may not support this kind of request."},
    {stanza, "conflict", "Something with the same name or address exists already.",
     "Choose another name, or open the one that exists."},
    {stanza, "feature-not-implemented", "The controller does not offer this function.",
     "Look at the list of features on the controller page to see what it does offer."},
    {stanza, "forbidden", "Your account is not allowed to do this.",
     "Ask an owner of the topic, or the administrator of the controller, to grant you the right."},
    {stanza, "gone", "What you asked for has moved or does not exist any more.",
     "Reload the list. If the answer names a new address, check that address before you use it."},
    {stanza, "internal-server-error", "The controller failed because of a fault or a setting of its own.",
     "Try again later. If it fails again, look into the controller's log."},
    {stanza, "item-not-found", "The controller does not know this topic, item or address.",
     "Reload the list, because it may have been deleted or renamed. Some controllers also say this to hide what you "
     "may "
     "not see."},
    {stanza, "jid-malformed", "The controller rejects an address as wrongly written.",
     "Correct the address. It looks like name@domain."},
    {stanza, "not-acceptable", "The controller understood the request but does not accept the values in it.",
     "Change the values and send it again. Nothing was changed so far."},
    {stanza, "not-allowed", "The controller allows this to nobody.",
     "Check the settings of the controller and of the topic, which may forbid it for everyone."},
    {stanza, "not-authorized", "The controller wants to see a right or an approval first.",
     "Log in with an account that has the right, or ask an owner to approve you."},
    {stanza, "payment-required", "The controller wants a payment before it does this.",
     "Ask the administrator of the controller what is to be paid, or to lift this for the grid."},
    {stanza, "policy-violation", "The request breaks a rule of the controller, for example a limit on size or rate.",
     "Send less at once, or ask the administrator of the controller about its limits."},
    {stanza, "recipient-unavailable", "The addressed platform is not reachable at the moment.",
     "Try again when the platform is connected."},
    {stanza, "redirect", "The controller sends this request to another address for the time being.",
     "Check the address that it names, and use it only if you trust it."},
    {stanza, "registration-required", "Your account has to be registered with this service first.",
     "Ask the administrator of the controller to register your account."},
    {stanza, "remote-server-not-found", "The server in the address does not exist or cannot be found.",
     "Check the part of the address after the @ sign."},
    {stanza, "remote-server-timeout", "The server in the address did not answer the controller in time.",
     "Try again later. If it fails again, check the connection between the two servers."},
    {stanza, "resource-constraint", "The controller is too busy or out of memory or space.",
     "Wait a moment and try again. If it persists, the controller needs attention."},
    {stanza, "service-unavailable", "There is no such service at this address, or it does not answer you.",
     "Check the address of the service. On some controllers only members may talk to it."},
    {stanza, "subscription-required", "Only subscribers may do this.", "Subscribe first, then try again."},
    {stanza, "undefined-condition", "The controller refused the request for a reason of its own.",
     "Read the controller's own words, or look into its log."},
    {stanza, "unexpected-request", "The controller did not expect this request now.",
     "Reload, because the state on the controller has changed. Then try again."},

    // XEP-0060 §17.2, and node-full of §7.1.3.4, invalid-option of XEP-0496 §4.2
    {stanza, "closed-node", "The topic is closed: only those on its whitelist may subscribe or read.",
     "Ask an owner of the topic to add the address to the whitelist."},
    {stanza, "configuration-required", "The subscription has to be configured before it takes effect.",
     "Open the options of the subscription, complete and send them."},
    {stanza, "invalid-jid", "The address to subscribe does not belong to the account that asks.",
     "Use your own address, or let an owner of the topic add the subscription."},
    {stanza, "invalid-option", "An option has a value that the controller does not accept here.",
     "Check the relation between the topics: a collection cannot contain itself."},
    {stanza, "invalid-options", "The options contain a value that the controller does not accept.",
     "Correct the options and send them again."},
    {stanza, "invalid-payload", "The content of the item is not of the kind that this topic carries.",
     "Compare the type of the topic with the outermost element of the content."},
    {stanza, "invalid-subid", "The controller does not know this subscription number.",
     "Reload the subscriptions, because this one may have ended."},
    {stanza, "item-forbidden", "This topic only announces changes and does not take items.",
     "Publish without an item, or let an owner turn on payloads or storage for the topic."},
    {stanza, "item-required", "The request names no item, but the topic needs one.", "Add an item and send it again."},
    {stanza, "jid-required", "The request lacks the address of the subscriber.",
     "Fill in the address of the subscriber."},
    {stanza, "max-items-exceeded", "The request contains more items than the controller takes at once.",
     "Send the items in smaller groups."},
    {stanza, "max-nodes-exceeded", "The collection already holds as many topics as it may.",
     "Remove a topic from the collection, or let an owner raise its limit."},
    {stanza, "node-full", "The topic holds as many items as it may, and does not drop old ones.",
     "Delete items, or let an owner raise the limit of the topic."},
    {stanza, "nodeid-required", "The request does not name the topic.", "Enter the name of the topic."},
    {stanza, "not-in-roster-group", "The topic is open only to certain groups in the owner's contact list.",
     "Ask the owner to add you to such a group, or to choose an access model that suits a grid."},
    {stanza, "not-subscribed", "The address is not subscribed to this topic.",
     "Reload the subscriptions, because it may have ended, or subscribe first."},
    {stanza, "payload-required", "The item has no content, but the topic needs it.", "Add the content of the item."},
    {stanza, "payload-too-big", "The content of the item is larger than the topic allows.",
     "Shorten the content, or let an owner raise the largest payload size of the topic."},
    {stanza, "pending-subscription", "The subscription waits for the approval of an owner.",
     "Wait for the approval, or ask an owner of the topic to give it."},
    {stanza, "precondition-not-met", "The settings of the topic differ from those that the request requires.",
     "Compare the settings of the topic with what you expected, then publish again."},
    {stanza, "presence-subscription-required", "The topic is open only to contacts of its owner.",
     "Ask the owner to choose an access model that suits a grid: authorize or whitelist."},
    {stanza, "subid-required", "There are several subscriptions, and the request does not say which one it means.",
     "Choose one of the subscriptions in the list."},
    {stanza, "too-many-subscriptions", "The account or the topic has as many subscriptions as it may.",
     "End a subscription that is not needed, or ask for a higher limit."},
    {stanza, "unsupported", "The controller does not offer a publish-subscribe function that this needs.",
     "Look up the named function on the controller page. It may have to be turned on in the controller."},
    {stanza, "unsupported-access-model", "The controller does not offer this access model.",
     "Choose another access model. For a grid that should be authorize or whitelist."},

    // XEP-0050 §4.4
    {stanza, "bad-sessionid", "The controller does not know the command that this continues.",
     "Reload to begin the command again."},
    {stanza, "session-expired", "The command was left open for too long, and the controller has given it up.",
     "Reload to begin the command again."},
};

}  // namespace

std::span<const ErrorWords> stanza_words() { return stanza_rows; }

}  // namespace xmpp
