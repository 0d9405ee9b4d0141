import type { NewProduct } from './catalog.js';

const COFFEE: NewProduct[] = [
  product('Morning Blend', '14.50', 'Chocolate, hazelnut, a little orange. 500 g, roasted on Mondays.'),
  product('Slow Dripper', '32.00', 'Stoneware cone for one large cup. Every glaze turns out differently.'),
  product('Copper Kettle', '89.00', 'Gooseneck, 0.9 litres, a handle that stays cool.'),
  product('Pocket Grinder', '54.90', 'Steel burrs, 24 steps from Turkish to French press.'),
  product('Linen Filter', '9.80', 'Washable, for some two hundred cups.'),
  product('Tasting Set', '26.00', 'Six small bags from six farms, with their stories.'),
];

const PLANTS: NewProduct[] = [
  product('Window Fern', '18.00', 'Likes the north side and a weekly shower.'),
  product('Terracotta Trio', '27.50', 'Three pots, 10, 14 and 18 cm, with saucers.'),
  product('Brass Mister', '22.90', 'A mist so fine that leaves only just notice.'),
  product('String of Pearls', '15.40', 'Hangs, trails, forgives a forgotten week.'),
  product('Potting Mix', '8.20', 'Peat-free, 10 litres, with perlite and bark.'),
  product('Snips', '34.00', 'Forged in one piece. Fits left and right hands.'),
];

const DESK: NewProduct[] = [
  product('Dot Notebook', '16.00', '192 pages that lie flat. Thread-bound, 120 g paper.'),
  product('Brass Pencil', '24.50', 'A 2 mm lead holder with a knurled grip.'),
  product('Wool Desk Mat', '48.00', 'Merino felt on cork, 80 by 30 cm.'),
  product('Card Tray', '29.90', 'Walnut, for a week of index cards.'),
  product('Reading Light', '72.00', 'Warm, dimmable, and out of the way.'),
  product('Ink, Harbour Blue', '12.80', '30 ml for fountain pens. Dries with a slight sheen.'),
];

const COLLECTIONS = [COFFEE, PLANTS, DESK];

/** Sample products for a store: the same for one store each time, others for the next. */
export function samplesFor(organizationId: string): NewProduct[] {
  const pick = Number.parseInt(organizationId.slice(0, 4), 16) % COLLECTIONS.length;
  return COLLECTIONS[pick] ?? DESK;
}

function product(name: string, price: string, description: string): NewProduct {
  const sku = `SAMPLE-${name.toUpperCase().replace(/[^A-Z]+/g, '-')}`;
  return { name, price, description, sku };
}
