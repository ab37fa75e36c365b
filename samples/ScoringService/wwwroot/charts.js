// Draws curves as SVG and patches on a canvas. Names from tables are only ever set as text.

const SVG = 'http://www.w3.org/2000/svg';
// Viridis, darkest to brightest: reads in the same order in grey and with colour blindness.
const SCALE = [[68, 1, 84], [59, 82, 139], [33, 145, 140], [94, 201, 98], [253, 231, 37]];

export const percent = value => value === null ? '–' : `${Math.round(100 * value)} %`;
export const number = (value, digits = 1) => value === null ? '–' : value.toFixed(digits);

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function shape(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Survival curves. Each: { points, className }. */
export function curves(list, label, most = 460, height = 260) {
  // As wide as a phone there, so that its numbers stay readable.
  const width = Math.max(260, Math.min(most, window.innerWidth - 70));
  const [left, right, top, bottom] = [44, 12, 10, 38];
  const last = Math.max(1, ...list.flatMap(curve => curve.points.map(point => point.months)));
  const x = months => left + (width - left - right) * months / last;
  const y = probability => top + (height - top - bottom) * (1 - probability);
  const svg = shape('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label });
  for (const tick of [0, .25, .5, .75, 1]) {
    svg.append(
      shape('line', { class: 'grid', x1: left, x2: width - right, y1: y(tick), y2: y(tick) }),
      shape('text', { x: left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, percent(tick)));
  }
  const step = [3, 6, 12, 24, 36, 60, 120, 240].find(months => last / months <= 7) ?? last;
  for (let months = 0; months <= last; months += step)
    svg.append(shape('text', { x: x(months), y: height - bottom + 16, 'text-anchor': 'middle' }, months));
  svg.append(
    shape('path', { class: 'axis', d: `M${left} ${top}V${height - bottom}H${width - right}` }),
    shape('text', { x: (left + width - right) / 2, y: height - 4, 'text-anchor': 'middle' }, 'months'));
  for (const { points, className } of list) {
    const known = points.filter(point => point.probability !== null);
    const path = known.map((point, i) => `${i ? 'L' : 'M'}${x(point.months).toFixed(1)} ${y(point.probability).toFixed(1)}`).join('');
    svg.append(shape('path', { class: `curve ${className}`, d: path }));
  }
  return svg;
}

/** Edge of a patch: as the bag says, else the smallest distance between two. */
function edgeOf(slide) {
  if (slide.patchSize) return slide.patchSize;
  const steps = values => [...new Set(values)].sort((a, b) => a - b).map((value, i, all) => i ? value - all[i - 1] : Infinity);
  const least = Math.min(...steps(slide.x), ...steps(slide.y));
  return Number.isFinite(least) ? least : 1;
}

/** Heat map of a slide: each patch at its place, coloured by its weight relative to the largest. */
export function heatMap(slide, width = 320) {
  const canvas = element('canvas');
  const figure = element('figure', {}, canvas, element('figcaption', {}, `${slide.slide}: ${slide.weight.length} patches`));
  if (slide.x.length === 0) {
    canvas.remove();
    figure.firstChild.textContent += ' without coordinates';
    return figure;
  }
  const edge = edgeOf(slide);
  const [x0, y0] = [smallest(slide.x), smallest(slide.y)];
  const [w, h] = [largest(slide.x) - x0 + edge, largest(slide.y) - y0 + edge];
  const scale = Math.min(width / w, width / h);
  [canvas.width, canvas.height] = [Math.ceil(w * scale), Math.ceil(h * scale)];
  const most = largest(slide.weight.map(weight => weight ?? 0));
  const best = slide.weight.indexOf(most);
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', `Heat map of slide ${slide.slide}: ${slide.weight.length} patches; the largest weight, `
    + `${(100 * most).toFixed(1)} %, is at x ${slide.x[best]}, y ${slide.y[best]}.`);
  const context = canvas.getContext('2d');
  for (let i = 0; i < slide.weight.length; i++) {
    context.fillStyle = colour(most > 0 ? (slide.weight[i] ?? 0) / most : 0);
    const size = Math.max(1, edge * scale);
    context.fillRect((slide.x[i] - x0) * scale, (slide.y[i] - y0) * scale, size, size);
  }
  return figure;
}

// Spread arguments would overflow the stack with a hundred thousand patches.
const largest = values => values.reduce((a, b) => Math.max(a, b), -Infinity);
const smallest = values => values.reduce((a, b) => Math.min(a, b), Infinity);

function colour(share) {
  const place = Math.sqrt(share) * (SCALE.length - 1);
  const from = Math.min(Math.floor(place), SCALE.length - 2);
  const mixed = SCALE[from].map((value, i) => Math.round(value + (SCALE[from + 1][i] - value) * (place - from)));
  return `rgb(${mixed.join(',')})`;
}
