// Saves what is shown: as CSV, as the JSON of the service, and as a page that needs nothing else.

const HEADER = ['patient_id', 'risk', 'group', 'expected_months', 'median_months'];

export function asCsv(answer) {
  const months = answer.patients[0]?.survival.slice(1).map(point => `survival_at_${point.months.toFixed(3)}`) ?? [];
  const rows = answer.patients.map(patient => [
    patient.patientId, patient.risk, patient.group, patient.expectedMonths, patient.medianMonths,
    ...patient.survival.slice(1).map(point => point.probability)]);
  return [[...HEADER, ...months], ...rows].map(row => row.map(quoted).join(',')).join('\n') + '\n';
}

// A spreadsheet runs what begins like a formula; only identifiers are text here.
function quoted(value) {
  const text = value === null || value === undefined ? '' : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The results as one file: style within, heat maps as pictures. */
export async function asPage(title, parts) {
  const style = await (await fetch('style.css')).text();
  const page = document.implementation.createHTMLDocument(title);
  page.head.append(Object.assign(page.createElement('style'), { textContent: style }));
  page.body.append(Object.assign(page.createElement('h1'), { textContent: title }));
  for (const part of parts) {
    const copy = page.importNode(part, true);
    const drawn = [...part.querySelectorAll('canvas')];
    copy.querySelectorAll('canvas').forEach((canvas, i) => {
      const picture = page.createElement('img');
      picture.src = drawn[i].toDataURL();
      picture.alt = drawn[i].getAttribute('aria-label') ?? '';
      canvas.replaceWith(picture);
    });
    page.body.append(copy);
  }
  return `<!doctype html>\n${page.documentElement.outerHTML}`;
}

export function save(name, type, content) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
