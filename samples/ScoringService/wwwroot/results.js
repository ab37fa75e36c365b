// The results: an overview of the risk groups, and a card for each patient with curve, numbers and heat map beside each other.

import { curves, element, heatMap, number, percent } from './charts.js';

const GROUPS = { low: 'low risk', high: 'high risk' };
const MOST_CURVES = 200;

export function overview(patients) {
  const scored = patients.filter(patient => patient.risk !== null);
  const grouped = Object.keys(GROUPS).map(group => ({ group, members: scored.filter(patient => patient.group === group) }))
    .filter(({ members }) => members.length > 0);
  const lines = [
    ...scored.slice(0, MOST_CURVES).map(patient => ({ points: patient.survival, className: `faint ${patient.group ?? ''}` })),
    ...grouped.map(({ group, members }) => ({ points: mean(members), className: group })),
  ];
  const rows = grouped.map(({ group, members }) => element('tr', {},
    element('th', { scope: 'row' }, badge(group)),
    cell(members.length),
    cell(number(members.reduce((sum, patient) => sum + patient.expectedMonths, 0) / members.length))));
  return element('article', { class: 'card', 'aria-label': 'Risk groups' },
    element('header', {}, element('h3', {}, `${patients.length} patients, ${patients.length - scored.length} without a prediction`)),
    element('div', { class: 'columns two' },
      element('div', {}, element('h4', {}, 'Survival curves: patients, and the mean of each risk group'),
        curves(lines, `Survival curves of ${scored.length} patients and the mean curves of ${grouped.length} risk groups`, 620, 280)),
      element('div', {}, element('h4', {}, 'Risk groups'), table(['group', 'patients', 'mean months'], rows),
        element('p', { class: 'hint' }, 'The groups divide these patients by their own median risk, not by that of another cohort.'))));
}

export function card(patient) {
  const header = element('header', {}, element('h3', {}, patient.patientId));
  if (patient.group) header.append(badge(patient.group));
  const article = element('article', { class: 'card', 'aria-label': `Patient ${patient.patientId}` }, header);
  if (patient.risk === null) {
    article.append(element('p', {}, 'No prediction: the patient has nothing that the model reads.'));
    return article;
  }
  article.append(element('div', { class: 'columns' },
    element('div', {}, element('h4', {}, 'Survival curve'), curves([{ points: patient.survival, className: patient.group ?? '' }], spoken(patient)),
      points(patient)),
    element('div', {}, element('h4', {}, 'Prediction'), numbers(patient), ...weights(patient), ...groups(patient)),
    element('div', {}, element('h4', {}, 'Where the model looks'), ...looks(patient))));
  return article;
}

const badge = group => element('span', { class: `group ${group}` }, GROUPS[group]);
const cell = text => element('td', { class: 'number' }, String(text));

const spoken = patient => `Survival curve of patient ${patient.patientId}: `
  + patient.survival.slice(1).map(point => `${percent(point.probability)} at ${number(point.months)} months`).join(', ');

function mean(members) {
  return members[0].survival.map((point, i) => ({
    months: point.months,
    probability: members.reduce((sum, patient) => sum + patient.survival[i].probability, 0) / members.length,
  }));
}

function table(names, rows) {
  const head = names.map((name, i) => element('th', { scope: 'col', class: i ? 'number' : '' }, name));
  return element('div', { class: 'scroll' }, element('table', {},
    element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows)));
}

function points(patient) {
  const rows = patient.survival.map(point => element('tr', {}, element('td', {}, number(point.months)), cell(percent(point.probability))));
  return element('details', {}, element('summary', {}, 'As a table'), table(['months', 'alive'], rows));
}

function numbers(patient) {
  const list = element('dl');
  const add = (name, value) => list.append(element('dt', {}, name), element('dd', {}, value));
  add('Risk', number(patient.risk, 3));
  if (patient.riskSpread !== null) add('Spread of the risk', number(patient.riskSpread, 3));
  add('Expected months', number(patient.expectedMonths));
  add('Median months', patient.medianMonths === null ? 'not reached' : number(patient.medianMonths));
  return list;
}

function weights(patient) {
  return patient.modalityWeights === null ? [] : bars('Weight of each modality', Object.entries(patient.modalityWeights));
}

function bars(title, pairs) {
  return [element('h4', {}, title), ...pairs.map(([name, value]) => element('div', {},
    element('span', { class: 'hint' }, `${name} ${percent(value)}`),
    element('meter', { min: 0, max: 1, value: value ?? 0, 'aria-label': `${name}: ${percent(value)}` })))];
}

function looks(patient) {
  if (!patient.reasons) return [element('p', { class: 'hint' }, 'This model does not explain.')];
  const { slides } = patient.reasons;
  const parts = slides.length ? slides.map(slide => heatMap(slide)) : [element('p', { class: 'hint' }, 'No slide.')];
  if (slides.length) parts.push(element('p', { class: 'hint' },
    'Yellow: much attention, violet: little. It does not say which way a patch moves the risk.'));
  return parts;
}

function groups(patient) {
  const known = patient.reasons?.groups ?? [];
  return known.length ? bars('Attention to genomic groups', known.map(group => [group.name, group.weight])) : [];
}
