%% SPDX-License-Identifier: GPL-2.0-or-later
%%
%% The node type of collections. mod_pubsub takes whatever is not exported here from node_flat.
-module(node_grid).
-export([features/0, publish_item/7, get_items/7, get_node_subscriptions/1]).

-include("xmpp.hrl").

%% Not "subscription-options", which would make mod_pubsub read options where it keeps none: see mod_grid_pubsub.
features() -> [<<"collections">>, <<"multi-collection">>, <<"multi-collections">> | node_flat:features()].

%% XEP-0248 §4.1: a collection contains no items
publish_item(_Nidx, _Publisher, _Model, _MaxItems, _ItemId, _Payload, _Options) ->
    unsupported('publish').

%% XEP-0248 §6.2.3: items are fetched from the leaves
get_items(_Nidx, _From, _AccessModel, _Presence, _Group, _SubId, _Rsm) ->
    unsupported('retrieve-items').

unsupported(Feature) ->
    {error, mod_pubsub:extended_error(xmpp:err_feature_not_implemented(), mod_pubsub:err_unsupported(Feature))}.

%% The node that nodetree_grid:get_parentnodes_tree makes up carries its subscribers in its id.
get_node_subscriptions({subscribers, Subscriptions}) -> {result, Subscriptions};
get_node_subscriptions(Nidx) -> node_flat:get_node_subscriptions(Nidx).
