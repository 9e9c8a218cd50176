// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes XML. Elements are values; texts and attributes may be anything.

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
const escape = (value) => String(value).replace(/[&<>"']/g, (character) => escapes[character]);

class Element {
  constructor(name, attributes, children) { Object.assign(this, { name, attributes, children }); }
  toString() {
    const attributes = Object.entries(this.attributes).filter(([, value]) => value !== undefined);
    const head = this.name + attributes.map(([name, value]) => ` ${name}="${escape(value)}"`).join('');
    const inside = this.children.map((child) => (child instanceof Element ? child.toString() : escape(child))).join('');
    return inside ? `<${head}>${inside}</${this.name}>` : `<${head}/>`;
  }
}

/// element('item', {id: 'x'}, element('e'), 'text'); attributes that are undefined and children that are missing are left out.
export const element = (name, attributes = {}, ...children) =>
  new Element(name, attributes, children.flat().filter((child) => child !== undefined && child !== null && child !== false));
