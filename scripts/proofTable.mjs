// What `npm run proof` makes of what was measured: docs/proof.md, and the figures that the READMEs quote.
import { isMet } from './figures.mjs';

export const READMES = ['README.md', 'README.zh-CN.md'];

/** A number between `<!-- figure:PROOF/FIGURE -->` and `<!-- /figure -->`. */
const QUOTED = /(<!-- figure:(\S+?)\/([^>]+?) -->)([^<]*)(<!-- \/figure -->)/g;

const shown = (value) => value.toLocaleString('en', { maximumFractionDigits: 2 });

export function quoteFigures(text, proofs) {
  return text.replace(QUOTED, (_, before, proof, name, old, after) => {
    const figure = proofs[proof]?.figures.find((each) => each.name === name);
    if (!figure) throw new Error(`"${proof}/${name}" is quoted, but docs/proof.json has no such figure. Run \`npm run proof -- --only ${proof}\`.`);
    return `${before}${shown(figure.value)}${after}`;
  });
}

export function countQuoted(text) {
  return [...text.matchAll(QUOTED)].length;
}

export function proofPage(proofs) {
  return `# What was proven

Written by \`npm run proof\` from what each proof has measured, and by nobody else; a proof that was not run again keeps its
rows. \`npm run proof -- --list\` says what each is. A plus after the commit: with changes that were not committed.

| Proof | Figure | Value | Goal | Met | Measured |
| --- | --- | ---: | --- | --- | --- |
${Object.entries(proofs)
  .flatMap(([name, proof]) => rowsOf(name, proof))
  .join('\n')}
`;
}

function rowsOf(proof, { passed, seconds, figures, at, commit, node, chromium, cores }) {
  const where = `${at.slice(0, 10)}, ${commit}, Node ${node}, Chromium ${chromium}, ${cores} processors`;
  const row = (name, value, goal, met) => `| \`${proof}\` | ${name} | ${value} | ${goal} | ${{ true: 'yes', false: '**no**' }[met] ?? ''} | ${where} |`;
  const rows = figures.map((figure) => {
    const { name, value, unit, goal } = figure;
    return row(name, `${shown(value)} ${unit}`.trim(), goal ? `${goal.bound} ${shown(goal.value)}` : '', isMet(figure));
  });
  return [row('**it ends well**', `after ${shown(seconds)} s`, '', passed), ...rows];
}
