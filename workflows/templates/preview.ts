import { countSegments, normaliseSmsText } from '../domain/text.js';
import type { SegmentCount } from '../domain/text.js';
import { MAX_SEGMENTS, findMissingParts } from './check.js';
import type { TemplateDraft } from './check.js';
import { renderTemplate } from './render.js';
import { parseText } from './syntax.js';
import { LONGEST_VALUES } from './variables.js';
import type { TemplateValues } from './variables.js';

export interface PreviewRequest extends TemplateDraft {
  /** Values to show it with; where one is missing its longest value is shown. */
  readonly sample?: TemplateValues;
  /** IANA zone of dates. Default UTC. */
  readonly zone?: string;
}

/** One language of a template as it would be sent. */
export interface Preview extends SegmentCount {
  readonly text: string;
  /** What is wrong or missing, in plain sentences. */
  readonly problems: readonly string[];
  /** What it would take without the accents that GSM-7 lacks. */
  readonly withoutDiacritics: Omit<SegmentCount, 'odd'>;
}

/** Shows each language with the sample, counted on the text as it would be sent. A faulty text is shown as written. */
export function previewTemplate(request: PreviewRequest): Record<string, Preview> {
  const languages = Object.keys(request.texts);
  return Object.fromEntries(languages.map((language) => [language, previewText(request, language)]));
}

function previewText(request: PreviewRequest, language: string): Preview {
  const { faults } = parseText(request.texts[language] ?? '');
  const rendered = renderOrFault(request, language);
  const count = countSegments(rendered.text);
  const { odd: _, ...withoutDiacritics } = countSegments(
    normaliseSmsText(rendered.text, { diacritics: 'strip' }),
  );
  const excess =
    count.segments > MAX_SEGMENTS
      ? [`It takes ${count.segments} segments; at most ${MAX_SEGMENTS} are decent.`]
      : [];
  const problems = [
    ...(faults.length > 0 ? faults : rendered.faults),
    ...findMissingParts(request, language),
    ...excess,
  ];
  return { text: rendered.text, ...count, problems, withoutDiacritics };
}

function renderOrFault(request: PreviewRequest, language: string): { text: string; faults: string[] } {
  const { texts, zone = 'UTC', sample, diacritics } = request;
  try {
    const values = { ...LONGEST_VALUES, ...sample };
    return { text: renderTemplate({ texts, language, zone, values, diacritics }).text, faults: [] };
  } catch (error) {
    const text = normaliseSmsText(texts[language] ?? '', { diacritics: diacritics ?? 'keep' });
    return { text, faults: [(error as Error).message] };
  }
}
