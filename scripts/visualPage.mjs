/** The page that shows what `npm run visual` found; its pictures lie beside it. */
export function visualPage({ base, count, changed, added, removed }) {
  const figure = (file, caption) => `<figure><figcaption>${caption}</figcaption><a href="${file}"><img src="${file}" alt="" loading="lazy"></a></figure>`;
  const section = (name, note, figures) => `<section><h2>${escape(name)}</h2><p>${note}</p><div>${figures.join('')}</div></section>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Pictures compared with ${escape(base)}</title>
<style>
  body { margin: 24px; font: 14px/20px system-ui, sans-serif; }
  div { display: flex; gap: 16px; align-items: start; }
  figure { margin: 0; flex: 1 1 0; min-width: 0; }
  img { max-width: 100%; border: 1px solid #ccc; }
</style>
<h1>${count} pictures compared with ${escape(base)}: ${changed.length} changed, ${added.length} new, ${removed.length} removed</h1>
${changed.map(({ name, pixels }, index) => section(name, `${pixels} pixels differ`, ['before', 'after', 'overlay'].map((kind) => figure(`${index}-${kind}.png`, kind)))).join('\n')}
${added.map((name, index) => section(name, 'New', [figure(`added-${index}.png`, 'after')])).join('\n')}
${removed.map((name, index) => section(name, 'Removed', [figure(`removed-${index}.png`, 'before')])).join('\n')}
</html>
`;
}

function escape(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
