// The page: chooses files, sends them, shows what comes back.

import { element } from './charts.js';
import { asCsv, asPage, save } from './downloads.js';
import { card, overview } from './results.js';

const SHOWN = 25;
const at = id => document.getElementById(id);
const files = new Map();
let model = null;
let answer = null;
let shown = 0;

async function loadModel() {
  const response = await fetch('model').catch(() => null);
  if (!response?.ok) {
    at('model').textContent = response ? 'The model is being loaded or trained ...' : 'The service does not answer.';
    setTimeout(loadModel, 2000);
    return;
  }
  model = await response.json();
  const read = [model.genes.length && `${model.genes.length} genes`, model.clinical.length && `${model.clinical.length} clinical columns`,
    model.readsSlides && 'patch bags'].filter(Boolean).join(', ');
  at('model').textContent = `Model ${model.trainer ?? ''} ${model.sha256.slice(0, 12)}, trained on ${model.patients ?? '?'} patients; reads ${read}.`;
  at('examples').hidden = !(await fetch('examples/patients.csv')).ok;
  show();
}

const isTable = name => /\.(csv|tsv|txt)(\.gz)?$/i.test(name);

function add(list) {
  // One table at a time: a new one takes the place of the last.
  for (const file of list) {
    if (isTable(file.name)) for (const name of [...files.keys()].filter(isTable)) files.delete(name);
    files.set(file.name, file);
  }
  show();
}

function show() {
  at('chosen').replaceChildren(...[...files.keys()].map(name => element('li', {}, name)));
  at('score').disabled = !model || ![...files.keys()].some(isTable);
  at('clear').hidden = files.size === 0;
}

function form() {
  const data = new FormData();
  for (const [name, file] of files) data.append(isTable(name) ? 'table' : /\.zip$/i.test(name) ? 'zip' : 'bags', file, name);
  return data;
}

async function score() {
  at('problem').hidden = true;
  at('score').disabled = true;
  at('status').textContent = 'Scoring ...';
  try {
    const response = await fetch(model.explains ? 'explain' : 'score', { method: 'POST', body: form() });
    const body = await response.json().catch(() => ({ title: `The service answered ${response.status}.` }));
    if (response.ok) present(body);
    else refuse(body);
  } catch {
    refuse({ title: 'The service does not answer.' });
  }
  at('score').disabled = false;
}

function refuse(problem) {
  at('status').textContent = '';
  at('results').hidden = true;
  const items = (problem.problems ?? []).map(one => element('li', {}, one.message));
  at('problem').replaceChildren(
    element('strong', {}, problem.title ?? 'The request failed.'),
    ...(items.length ? [element('ul', {}, ...items)] : [element('p', {}, problem.detail ?? '')]));
  at('problem').hidden = false;
}

function present(body) {
  answer = body;
  shown = 0;
  at('notes').replaceChildren(...(body.warnings.length
    ? [element('h3', {}, 'Warnings'), element('ul', {}, ...body.warnings.map(text => element('li', {}, text)))] : []));
  at('overview').replaceChildren(overview(body.patients));
  at('patients').replaceChildren();
  at('results').hidden = false;
  showMore();
  at('status').textContent = `${body.patients.length} patients are scored.`;
  at('results').focus({ preventScroll: true });
}

function showMore() {
  at('patients').append(...answer.patients.slice(shown, shown + SHOWN).map(card));
  shown = Math.min(shown + SHOWN, answer.patients.length);
  at('more').hidden = shown === answer.patients.length;
}

async function useExamples() {
  for (const [path, name] of [['examples/patients.csv', 'patients.csv'], ['examples/bags.zip', 'bags.zip']])
    add([new File([await (await fetch(path)).blob()], name)]);
}

at('files').addEventListener('change', event => { add(event.target.files); event.target.value = ''; });
at('form').addEventListener('submit', event => { event.preventDefault(); score(); });
at('examples').addEventListener('click', useExamples);
at('clear').addEventListener('click', () => { files.clear(); show(); });
at('more').addEventListener('click', showMore);
at('csv').addEventListener('click', () => save('predictions.csv', 'text/csv', asCsv(answer)));
at('json').addEventListener('click', () => save('predictions.json', 'application/json', JSON.stringify(answer, null, 2)));
at('report').addEventListener('click', async () =>
  save('report.html', 'text/html', await asPage(`Survival predictions, ${new Date().toISOString().slice(0, 10)}`, [at('notes'), at('overview'), at('patients')])));
const drop = at('drop');
for (const type of ['dragover', 'dragleave', 'drop']) {
  drop.addEventListener(type, event => { event.preventDefault(); drop.classList.toggle('over', type === 'dragover'); });
}
drop.addEventListener('drop', event => add(event.dataTransfer.files));
loadModel();
