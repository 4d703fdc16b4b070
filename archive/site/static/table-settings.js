// What Datasette's table.js reads; Datasette itself writes it into the page, which the content security policy forbids.
globalThis.DATASETTE_ALLOW_FACET = true;
