// SPDX-License-Identifier: AGPL-3.0-or-later
// What the platforms of the demo's grid publish. Each kind is {type, make}: `type` is the namespace of the payload (what
// pubsub#type says), `make` builds item number n of a topic from dice of its own and returns {id, payload}.

import { element } from './xml.mjs';

const IODEF = 'urn:ietf:params:xml:ns:iodef-2.0';
const SWID = 'http://standards.iso.org/iso/19770/-2/2015/schema.xsd';
const SWIMA = 'https://grid.example/ns/software-event';
const IDMEF = 'http://iana.org/idmef';

const attacks = [
  ['phishing', 'Mail that imitates the payroll portal'], ['ransomware', 'File server encrypted overnight'], ['dos', 'Flood against the public resolver'],
  ['intrusion', 'Web shell on the supplier portal'], ['credential', 'Passwords sprayed against the VPN'], ['leak', 'Customer list on a paste site'],
  ['malware', 'Loader in a signed installer'], ['scan', 'Slow scan of the management network'],
];
const products = [
  ['openssl', '3.0.15'], ['openssh-server', '9.2p1'], ['nginx', '1.22.1'], ['postgresql', '15.8'], ['linux-image', '6.1.112'], ['libxml2', '2.9.14'],
  ['curl', '7.88.1'], ['sudo', '1.9.13'], ['bind9', '9.18.28'], ['python3', '3.11.2'], ['systemd', '252.31'], ['ejabberd', '23.01'],
];
const signatures = [
  ['2010935', 'Suspicious inbound to a database port', 'medium'], ['2019401', 'Vulnerable TLS renegotiation', 'low'], ['2024218', 'Exploit attempt against SMBv1', 'high'],
  ['2027865', 'Query for a dynamic DNS name', 'low'], ['2033967', 'Outbound connection to a known control server', 'high'], ['2100498', 'Attack response: root shell', 'high'],
];
const sites = ['hq', 'branch-3', 'branch-7', 'plant-north', 'plant-south', 'dc-1', 'dc-2'];

function iodef(roll, { id, purpose, description, data, indicators }) {
  return element('IODEF-Document', { xmlns: IODEF, version: '2.00', 'xml:lang': 'en' },
    element('Incident', { purpose, restriction: 'need-to-know' },
      element('IncidentID', { name: 'csirt.grid.example' }, id),
      element('GenerationTime', {}, roll.moment()),
      element('Description', {}, description),
      element('Assessment', {}, element('SystemImpact', { severity: roll.pick(['low', 'medium', 'high']), type: 'takeover-system' }), element('Confidence', { rating: roll.pick(['low', 'medium', 'high']) })),
      element('Contact', { type: 'organization', role: 'creator' }, element('ContactName', {}, 'Incident response'), element('Email', {}, element('EmailTo', {}, 'csirt@grid.example'))),
      data && element('EventData', {}, data), indicators && element('IndicatorData', {}, indicators)));
}

const system = (roll, category) => element('System', { category },
  element('Node', {}, element('Address', { category: 'ipv4-addr' }, roll.address()), element('Location', {}, roll.pick(sites))),
  element('Service', { 'ip-protocol': '6' }, element('Port', {}, roll.pick(['22', '25', '443', '445', '3306', '8443']))));

function incident(roll, n) {
  const [kind, description] = roll.pick(attacks);
  const id = `${kind}-2026-${String(n + 1).padStart(5, '0')}`;
  return { id, payload: iodef(roll, { id, purpose: 'reporting', description, data: element('Flow', {}, system(roll, 'source'), system(roll, 'target')) }) };
}

function indicator(roll, n) {
  const id = `indicator-${roll.hex(6)}-${n}`;
  const observable = roll.below(2)
    ? element('Observable', {}, element('System', { category: 'source' }, element('Node', {}, element('Address', { category: 'ipv4-addr' }, roll.address()))))
    : element('Observable', {}, element('FileData', {}, element('File', {}, element('FileName', {}, `invoice-${roll.hex(4)}.iso`), element('HashData', { scope: 'file-contents' },
      element('Hash', {}, element('DigestMethod', { xmlns: 'http://www.w3.org/2000/09/xmldsig#', Algorithm: 'http://www.w3.org/2001/04/xmlenc#sha256' }),
        element('DigestValue', { xmlns: 'http://www.w3.org/2000/09/xmldsig#' }, Buffer.from(roll.hex(64), 'hex').toString('base64')))))));
  const indicators = element('Indicator', {}, element('IndicatorID', { name: 'intel.grid.example', version: '1' }, id), element('StartTime', {}, roll.moment()), observable);
  return { id, payload: iodef(roll, { id, purpose: 'watch', description: 'Seen in a current campaign', indicators }) };
}

function vulnerability(roll, n) {
  const [name, version] = roll.pick(products);
  const id = `finding-${String(n + 1).padStart(4, '0')}-${name}`;
  const weak = element('Flow', {}, element('System', { category: 'target' },
    element('Node', {}, element('Address', { category: 'ipv4-addr' }, roll.address()), element('Location', {}, roll.pick(sites))),
    element('Service', {}, element('Application', {}, element('Description', {}, `${name} ${version}`)))));
  return { id, payload: iodef(roll, { id, purpose: 'mitigation', description: `${name} ${version} is behind the fixed version`, data: weak }) };
}

function tag(roll, n) {
  const [name, version] = roll.pick(products);
  const id = `grid.example__Debian_12-x86_64-${name}-${version}-${n}`;
  const files = Array.from({ length: 2 + roll.below(6) }, (_, k) => element('File', { name: `${name}-${k}.so`, size: 1000 + roll.below(900000), version }));
  return { id, payload: element('SoftwareIdentity', { xmlns: SWID, name, tagId: id, version, versionScheme: 'alphanumeric', 'xml:lang': 'en' },
    element('Entity', { name: 'Grid Example', regid: 'grid.example', role: 'tagCreator' }), element('Meta', { product: 'Debian 12', arch: 'x86_64' }),
    element('Payload', {}, element('Directory', { root: '/usr/lib', name }, files))) };
}

function softwareEvent(roll, n) {
  const [name, version] = roll.pick(products);
  return { id: roll.uuid(), payload: element('software-event', { xmlns: SWIMA, number: n + 1, epoch: 4177, time: roll.moment() },
    element('endpoint', { id: roll.hex(40), site: roll.pick(sites) }),
    element('software', { record: 1 + roll.below(4000), source: 1, id: `grid.example__Debian_12-x86_64-${name}-${version}` }), element('action', {}, roll.pick(['creation', 'deletion', 'alteration']))) };
}

function alert(roll, n) {
  const [signature, text, severity] = roll.pick(signatures);
  const end = (name) => element(name, {}, element('Node', {}, element('Address', { category: 'ipv4-addr' }, element('address', {}, roll.address()))),
    element('Service', {}, element('port', {}, roll.pick(['22', '53', '443', '445', '3306']))));
  return { id: `alert-${n + 1}-${roll.hex(8)}`, payload: element('IDMEF-Message', { xmlns: IDMEF, version: '1.0' },
    element('Alert', { messageid: roll.hex(12) }, element('Analyzer', { analyzerid: `sensor-${roll.pick(sites)}`, model: 'network' }), element('CreateTime', {}, roll.moment()),
      end('Source'), end('Target'), element('Classification', { ident: signature, text }), element('Assessment', {}, element('Impact', { severity, completion: 'failed' })))) };
}

export const payloads = {
  incident: { type: IODEF, make: incident },
  indicator: { type: IODEF, make: indicator },
  vulnerability: { type: IODEF, make: vulnerability },
  tag: { type: SWID, make: tag },
  'software-event': { type: SWIMA, make: softwareEvent },
  alert: { type: IDMEF, make: alert },
};
