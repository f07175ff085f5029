/**
 * For scripts in the document's head: the first instants of the month of a date (of today without one) and of the next
 * month in a zone, as `monthWindow` names them. An expression whose value is a function.
 */
export const monthScript = `function(d,z){var P=Temporal.PlainDate,a=(d?P.from(d):Temporal.Now.plainDateISO(z)).with({day:1}),e=function(d){return d.toZonedDateTime(z).toInstant().toString()};return{from:e(a),to:e(a.add({months:1}))}}`;
