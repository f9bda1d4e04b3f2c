import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RunContent } from '#libs/offers';
import { toIndexDocument } from './index-document.js';
import { plainText } from './index-text.js';
import { titleKey } from './title-key.js';
import { projectionOf, TODAY, type OfferSample } from '../test/projections.js';

const documentOf = (sample: Partial<OfferSample>) =>
  toIndexDocument(projectionOf({ id: 'o-1', providerId: 'p-1', ...sample }), ['lt', 'en']);
const run = (values: Partial<RunContent>): RunContent => ({ code: 'r', mode: 'ONLINE', ...values });

describe('run attributes', () => {
  it('keep together what is true of one run', () => {
    const document = documentOf({
      content: { languages: ['lt', 'en'] },
      runs: [
        run({ languages: ['en'], price: { amount: 0 } }),
        run({ mode: 'ONSITE', place: { nutsRegion: 'LT011' }, price: { amount: 90, currency: 'EUR' } }),
      ],
    });
    expect(document.mode).toEqual(['ONLINE', 'ONSITE']);
    expect(document.region).toEqual(['LT', 'LT0', 'LT01', 'LT011']);
    expect(document.free).toEqual(['false', 'true']);
    expect(document.run_mode_language).toEqual(['ONLINE|en', 'ONSITE|en', 'ONSITE|lt']);
    expect(document.run_mode_free).toEqual(['ONLINE|true', 'ONSITE|false']);
    expect(document.run_mode_language_region_free).toContain('ONSITE|lt|LT01|false');
    expect(document.run_language_region).not.toContain('ru|LT011');
  });

  it('leave out what is cancelled or over, and say nothing about a price nobody stated', () => {
    const document = documentOf({
      runs: [run({ cancelled: true }), run({ mode: 'BLENDED', end: '2024-08-31' }), run({ mode: 'ONSITE', end: TODAY }), run({ mode: 'WORK_BASED', start: '2020-01-01' })],
    });
    expect(document.mode).toEqual(['ONSITE', 'WORK_BASED']);
    expect(document.free).toEqual([]);
  });

  it('tell the next start', () => {
    expect(documentOf({ runs: [run({ start: '2024-10-01' }), run({ start: TODAY }), run({ start: '2024-08-01' })] }).nextStart).toBe(20240901);
    expect(documentOf({ runs: [run({ start: '2024-10-01' }), run({ alwaysOpen: true })] }).nextStart).toBe(0);
    expect(documentOf({ runs: [run({ start: '2024-10-01', cancelled: true })] }).nextStart).toBeNull();
  });
});

describe('offer attributes', () => {
  it.each([['ASSURED', 'true'], ['CONDITIONAL', 'true'], ['EXPIRED', 'false'], ['REFUSED', 'false'], ['NONE', 'false']] as const)(
    'count %s as assured: %s', (assurance, assured) => expect(documentOf({ assurance }).assured).toBe(assured),
  );

  it('hold texts by language', () => {
    const document = documentOf({
      title: { lt: 'Kursas', 'en-GB': 'Course', pl: 'Kurs' },
      content: { description: { lt: '<p>Vienas</p><p>du &amp; trys</p><script>alert(1)</script>' }, learningOutcomes: [{ text: { lt: 'Moka' } }, { text: { lt: 'Geba' } }] },
    });
    expect(document).toMatchObject({
      title_lt: 'Kursas', title_en: 'Course', title_other: 'Kurs', description_lt: 'Vienas du & trys', outcomes_lt: 'Moka\nGeba',
      provider_lt: 'Teikėjas -1', iscedBroad: ['06'], eqfLevel: null,
    });
    expect(document.field_en).toContain('Software');
  });

  it('have a hash that covers all of them', () => {
    const before = documentOf({ runs: [run({})] });
    expect(documentOf({ runs: [run({})] }).hash).toBe(before.hash);
    expect(documentOf({ runs: [run({ end: '2024-08-01' })] }).hash).not.toBe(before.hash);
    expect(documentOf({ runs: [run({})], assurance: 'ASSURED' }).hash).not.toBe(before.hash);
  });
});

it('reads hostile HTML as words', () => {
  expect(plainText('<b onclick="x">a</b><br>b &lt;script&gt; &nbsp;c')).toBe('a b <script> c');
  fc.assert(fc.property(fc.string(), (html) => typeof plainText(html) === 'string'));
});

describe('title keys', () => {
  const sorted = (titles: string[]) => [...titles].sort((a, b) => (titleKey(a, 'lt') < titleKey(b, 'lt') ? -1 : 1));

  it('sort as a Lithuanian dictionary does', () => {
    expect(sorted(['Žvejyba', 'Zoologija', 'Šokiai', 'Sportas', 'Čekų kalba', 'Cukrus', 'Yrimas', 'Įvadas', 'Inkilas', 'Jūra', '3D spauda', '„Excel“ pradžia']))
      .toEqual(['3D spauda', 'Cukrus', 'Čekų kalba', '„Excel“ pradžia', 'Inkilas', 'Yrimas', 'Įvadas', 'Jūra', 'Sportas', 'Šokiai', 'Zoologija', 'Žvejyba']);
  });

  it('agree with the collation of the runtime on base letters', () => {
    const collator = new Intl.Collator('lt', { sensitivity: 'base' });
    const word = fc.string({ unit: fc.constantFrom(...'aąbcčdeęėghijklmnoprsštuųūvzž'), minLength: 1, maxLength: 6 });
    fc.assert(fc.property(word, word, (a, b) => {
      const order = collator.compare(a, b);
      const [left, right] = [titleKey(a, 'lt'), titleKey(b, 'lt')];
      expect(Math.sign(left < right ? -1 : left > right ? 1 : 0)).toBe(Math.sign(order));
    }));
  });
});
