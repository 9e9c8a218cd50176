%% SPDX-License-Identifier: GPL-2.0-or-later
%% node plugin "grid": node_flat, plus no publishing to a collection. Own code against the gen_pubsub_node behaviour.
-module(node_grid).
-behaviour(gen_pubsub_node).
-include("pubsub.hrl").
-include("xmpp.hrl").
-export([init/3, terminate/2, options/0, create_node_permission/6, create_node/2, delete_node/1, purge_node/2, unsubscribe_node/4, publish_item/7, delete_item/4, remove_extra_items/2, remove_extra_items/3, remove_expired_items/2, get_entity_affiliations/2, get_node_affiliations/1, get_affiliation/2, set_affiliation/3, get_entity_subscriptions/2, get_node_subscriptions/1, get_subscriptions/2, set_subscriptions/4, get_pending_nodes/2, get_states/1, get_state/2, set_state/1, get_items/7, get_items/3, get_item/7, get_item/2, set_item/1, get_item_name/3, node_to_path/1, path_to_node/1, get_last_items/3, get_only_item/2, features/0, subscribe_node/8]).

features() -> [<<"collections">>, <<"multi-collection">> | node_flat:features()].

subscribe_node(A, B, C, D, E, F, G, H) -> node_flat:subscribe_node(A, B, C, D, E, F, G, H).

publish_item(Nidx, Publisher, Model, MaxItems, ItemId, Payload, PubOpts) ->
    case nodetree_grid:get_node(Nidx) of
        #pubsub_node{options = O} ->
            case proplists:get_value(node_type, O) of
                collection -> {error, mod_pubsub:extended_error(xmpp:err_feature_not_implemented(), mod_pubsub:err_unsupported('publish'))};
                _ -> node_flat:publish_item(Nidx, Publisher, Model, MaxItems, ItemId, Payload, PubOpts)
            end;
        Err -> Err
    end.

init(A, B, C) -> node_flat:init(A, B, C).
terminate(A, B) -> node_flat:terminate(A, B).
options() -> node_flat:options().
create_node_permission(A, B, C, D, E, F) -> node_flat:create_node_permission(A, B, C, D, E, F).
create_node(A, B) -> node_flat:create_node(A, B).
delete_node(A) -> node_flat:delete_node(A).
purge_node(A, B) -> node_flat:purge_node(A, B).
unsubscribe_node(A, B, C, D) -> node_flat:unsubscribe_node(A, B, C, D).
delete_item(A, B, C, D) -> node_flat:delete_item(A, B, C, D).
remove_extra_items(A, B, C) -> node_flat:remove_extra_items(A, B, C).
remove_expired_items(A, B) -> node_flat:remove_expired_items(A, B).
get_entity_affiliations(A, B) -> node_flat:get_entity_affiliations(A, B).
get_node_affiliations(A) -> node_flat:get_node_affiliations(A).
get_affiliation(A, B) -> node_flat:get_affiliation(A, B).
set_affiliation(A, B, C) -> node_flat:set_affiliation(A, B, C).
get_entity_subscriptions(A, B) -> node_flat:get_entity_subscriptions(A, B).
get_node_subscriptions(A) -> node_flat:get_node_subscriptions(A).
get_subscriptions(A, B) -> node_flat:get_subscriptions(A, B).
set_subscriptions(A, B, C, D) -> node_flat:set_subscriptions(A, B, C, D).
get_pending_nodes(A, B) -> node_flat:get_pending_nodes(A, B).
get_states(A) -> node_flat:get_states(A).
get_state(A, B) -> node_flat:get_state(A, B).
set_state(A) -> node_flat:set_state(A).
get_items(A, B, C, D, E, F, G) -> node_flat:get_items(A, B, C, D, E, F, G).
get_items(A, B, C) -> node_flat:get_items(A, B, C).
get_item(A, B, C, D, E, F, G) -> node_flat:get_item(A, B, C, D, E, F, G).
get_item(A, B) -> node_flat:get_item(A, B).
set_item(A) -> node_flat:set_item(A).
get_item_name(A, B, C) -> node_flat:get_item_name(A, B, C).
node_to_path(A) -> node_flat:node_to_path(A).
path_to_node(A) -> node_flat:path_to_node(A).
get_last_items(A, B, C) -> node_flat:get_last_items(A, B, C).
get_only_item(A, B) -> node_flat:get_only_item(A, B).
remove_extra_items(A, B) -> node_flat:remove_extra_items(A, B).
