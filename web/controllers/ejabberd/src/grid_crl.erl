%% SPDX-License-Identifier: GPL-2.0-or-later
%%
%% Is a certificate revoked? fast_tls knows no CRLs, so they are read here: a PEM file with one list an authority.
%% Whatever is wrong with the list of the certificate's issuer — missing, unreadable, out of date, signed by somebody
%% else, using extensions we do not understand — means "cannot tell", and who asks must take that as a no.
-module(grid_crl).
-export([check/3]).

-include_lib("kernel/include/file.hrl").
-include_lib("public_key/include/public_key.hrl").

-record(list, {issuer, this_update, next_update, serials}).

%% @doc ok, or a sentence that says why the certificate cannot be accepted. The file is read again when it changed.
-spec check(#'OTPCertificate'{}, CaFile :: binary(), CrlFile :: none | binary()) -> ok | {error, iodata()}.
check(_Cert, _CaFile, none) -> ok;
check(#'OTPCertificate'{tbsCertificate = Tbs}, CaFile, CrlFile) ->
    #'OTPTBSCertificate'{issuer = Issuer, serialNumber = Serial} = Tbs,
    case lists(CaFile, CrlFile) of
        {error, Why} -> {error, Why};
        {ok, Lists} ->
            Name = public_key:pkix_normalize_name(Issuer),
            verdict([L || #list{issuer = I} = L <- Lists, I == Name], Serial, grid_time:now(), CrlFile)
    end.

verdict([#list{this_update = This, next_update = Next, serials = Serials}], Serial, Now, File) ->
    if Next =< Now -> {error, ["the revocation list in ", File, " has expired"]};
       This > Now -> {error, ["the revocation list in ", File, " is not valid yet"]};
       is_map_key(Serial, Serials) -> {error, "it is revoked"};
       true -> ok
    end;
verdict([], _, _, File) -> {error, ["no properly signed revocation list of its authority in ", File]};
verdict(_, _, _, File) -> {error, ["two revocation lists of one authority in ", File]}.

%% Reading and verifying a long list takes a while, so the outcome is kept until one of the two files changes.
lists(CaFile, CrlFile) ->
    Stamp = {stamp(CaFile), stamp(CrlFile)},
    case persistent_term:get({?MODULE, CrlFile}, none) of
        {Stamp, Result} -> Result;
        _ ->
            Result = try {ok, read(CaFile, CrlFile)}
                     catch _:_ -> {error, ["no revocation list can be read from ", CrlFile, " and ", CaFile]}
                     end,
            persistent_term:put({?MODULE, CrlFile}, {Stamp, Result}),
            Result
    end.

stamp(File) ->
    case file:read_file_info(File) of
        {ok, #file_info{size = Size, mtime = Time, inode = Inode}} -> {Size, Time, Inode};
        {error, Why} -> Why
    end.

read(CaFile, CrlFile) ->
    Authorities = [Der || {'Certificate', Der, _} <- pem(CaFile)],
    [parse(Der) || {'CertificateList', Der, _} <- pem(CrlFile),
                   lists:any(fun(Authority) -> signed_by(Der, Authority) end, Authorities)].

pem(File) -> {ok, Text} = file:read_file(File), public_key:pem_decode(Text).

signed_by(Crl, Authority) ->
    #'OTPCertificate'{tbsCertificate = Tbs} = public_key:pkix_decode_cert(Authority, otp),
    Subject = public_key:pkix_normalize_name(Tbs#'OTPTBSCertificate'.subject),
    Subject == public_key:pkix_normalize_name(public_key:pkix_crl_issuer(Crl))
        andalso public_key:pkix_crl_verify(Crl, Authority).

parse(Der) ->
    #'CertificateList'{tbsCertList = Tbs} = public_key:der_decode('CertificateList', Der),
    #'TBSCertList'{thisUpdate = This, nextUpdate = Next, revokedCertificates = Revoked,
                   crlExtensions = Extensions} = Tbs,
    false = has_critical(Extensions), % RFC 5280 §5.2: a critical extension that is not understood spoils the list
    Entries = case Revoked of asn1_NOVALUE -> []; _ -> Revoked end,
    #list{issuer = public_key:pkix_normalize_name(public_key:pkix_crl_issuer(Der)),
          this_update = grid_time:seconds(This), next_update = grid_time:seconds(Next),
          serials = maps:from_list([serial(Entry) || Entry <- Entries])}.

serial(#'TBSCertList_revokedCertificates_SEQOF'{userCertificate = Serial, crlEntryExtensions = Extensions}) ->
    false = has_critical(Extensions),
    {Serial, true}.

has_critical(asn1_NOVALUE) -> false;
has_critical(Extensions) -> lists:any(fun(#'Extension'{critical = Critical}) -> Critical == true end, Extensions).
