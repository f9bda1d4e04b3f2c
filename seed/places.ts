import type { Place } from '#libs/offers';

const place = (locality: string, nutsRegion: string, [latitude, longitude]: [number, number]): Required<Place> => ({
  name: { lt: `Mokymo vieta, ${locality}`, en: `Training venue, ${locality}` },
  address: { lt: `Pavyzdžio g. 1, ${locality}`, en: `Pavyzdžio g. 1, ${locality}` },
  locality, country: nutsRegion.slice(0, 2), nutsRegion, latitude, longitude,
});

/** Real towns, so that regions and maps work; the street ("Example Street") is invented. */
export const PLACES = {
  vilnius: place('Vilnius', 'LT011', [54.6872, 25.2797]),
  alytus: place('Alytus', 'LT021', [54.3963, 24.0459]),
  kaunas: place('Kaunas', 'LT022', [54.8985, 23.9036]),
  klaipeda: place('Klaipėda', 'LT023', [55.7033, 21.1443]),
  marijampole: place('Marijampolė', 'LT024', [54.5599, 23.3541]),
  panevezys: place('Panevėžys', 'LT025', [55.7348, 24.3575]),
  siauliai: place('Šiauliai', 'LT026', [55.9349, 23.3137]),
  taurage: place('Tauragė', 'LT027', [55.2522, 22.2897]),
  telsiai: place('Telšiai', 'LT028', [55.9814, 22.2472]),
  utena: place('Utena', 'LT029', [55.4976, 25.5992]),
  suwalki: place('Suwałki', 'PL843', [54.1115, 22.9309]),
} as const satisfies Record<string, Required<Place>>;

export type PlaceKey = keyof typeof PLACES;
