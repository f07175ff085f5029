/**
 * The first question about dates in a page makes a browser read what it knows of all languages, and everything drawn
 * afterwards waits for it. This runs in the document's head and asks it while the scripts are still on their way.
 */
export const warmUpScript = `setTimeout(function(){Intl.DateTimeFormat.supportedLocalesOf('en')})`;
