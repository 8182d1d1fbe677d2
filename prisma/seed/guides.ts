import type { Tx } from '../client.js';

interface GuideSeed {
  readonly key: string;
  /** Globs over product codes and names of steps; empty: any. */
  readonly products: readonly string[];
  readonly steps: readonly string[];
  /** Language → title and markdown. */
  readonly pages: Readonly<Record<'en' | 'es' | 'zh' | 'lt', readonly [title: string, text: string]>>;
}

/** Short help pages that texts link to, for what customers ask most. */
const GUIDES: readonly GuideSeed[] = [
  {
    key: 'bleed-a-radiator',
    products: ['radiator-*'],
    steps: [],
    pages: {
      en: [
        'How to bleed a radiator',
        '1. Turn the heating off and let the radiator cool down.\n2. Hold a cloth under the valve and open it with the key, a quarter turn.\n3. Close it when water comes instead of air.\n4. Look at the pressure of the boiler: it should be between 1 and 1.5 bar.',
      ],
      es: [
        'Cómo purgar un radiador',
        '1. Apague la calefacción y deje que el radiador se enfríe.\n2. Ponga un paño bajo la válvula y ábrala con la llave un cuarto de vuelta.\n3. Ciérrela cuando salga agua en lugar de aire.\n4. Mire la presión de la caldera: debe estar entre 1 y 1,5 bar.',
      ],
      zh: [
        '如何给暖气片放气',
        '1. 关闭暖气，等暖气片冷却。\n2. 在阀门下垫一块布，用钥匙旋转四分之一圈打开。\n3. 当流出的是水而不是空气时关闭。\n4. 查看锅炉压力，应在 1 至 1.5 巴之间。',
      ],
      lt: [
        'Kaip nuorinti radiatorių',
        '1. Išjunkite šildymą ir palaukite, kol radiatorius atvės.\n2. Po vožtuvu laikykite šluostę ir raktu atsukite jį ketvirtį apsisukimo.\n3. Užsukite, kai vietoj oro ims tekėti vanduo.\n4. Pažiūrėkite į katilo slėgį: jis turi būti tarp 1 ir 1,5 baro.',
      ],
    },
  },
  {
    key: 'before-winter',
    products: ['boiler-*', 'heat-pump-*'],
    steps: ['before-winter'],
    pages: {
      en: [
        'Five minutes before winter',
        '- Let the heating run for ten minutes while it is still warm.\n- Nothing may stand before the openings for air.\n- Read the pressure: between 1 and 1.5 bar when it is cold.\n- Write down what the display shows if it blinks, and call us.',
      ],
      es: [
        'Cinco minutos antes del invierno',
        '- Encienda la calefacción diez minutos mientras aún hace calor.\n- Nada debe tapar las entradas de aire.\n- Lea la presión: entre 1 y 1,5 bar en frío.\n- Si la pantalla parpadea, anote lo que muestra y llámenos.',
      ],
      zh: [
        '入冬前的五分钟',
        '- 趁天气还暖时让供暖运行十分钟。\n- 进风口前不要放任何东西。\n- 查看压力：冷态应为 1 至 1.5 巴。\n- 如果显示屏闪烁，请记下内容并致电我们。',
      ],
      lt: [
        'Penkios minutės prieš žiemą',
        '- Kol dar šilta, dešimčiai minučių įjunkite šildymą.\n- Prieš oro angas niekas neturi stovėti.\n- Pažiūrėkite į slėgį: šaltas – nuo 1 iki 1,5 baro.\n- Jei ekranas mirksi, užsirašykite, ką rodo, ir paskambinkite.',
      ],
    },
  },
  {
    key: 'top-up-the-pressure',
    products: ['boiler-*'],
    steps: [],
    pages: {
      en: [
        'When the boiler has too little pressure',
        '1. Find the filling loop below the boiler.\n2. Open it slowly until the gauge shows 1.2 bar, then close it again.\n3. Press reset once.\n\nDoes it fall again within a week? Please call us: water is lost somewhere.',
      ],
      es: [
        'Si la caldera tiene poca presión',
        '1. Busque la llave de llenado bajo la caldera.\n2. Ábrala despacio hasta que el manómetro marque 1,2 bar y ciérrela.\n3. Pulse reset una vez.\n\n¿Baja de nuevo en una semana? Llámenos: se pierde agua en algún sitio.',
      ],
      zh: [
        '锅炉压力过低时',
        '1. 找到锅炉下方的补水阀。\n2. 慢慢打开，直到压力表显示 1.2 巴，然后关闭。\n3. 按一次复位。\n\n一周内又下降？请致电我们：可能有漏水。',
      ],
      lt: [
        'Kai katile per mažas slėgis',
        '1. Po katilu raskite papildymo čiaupą.\n2. Lėtai atsukite, kol manometras rodys 1,2 baro, tada užsukite.\n3. Vieną kartą paspauskite „reset“.\n\nPer savaitę vėl nukrito? Paskambinkite: kažkur teka vanduo.',
      ],
    },
  },
];

export async function saveGuides(tx: Tx, savedAt: Date): Promise<void> {
  await tx.guide.createMany({
    data: GUIDES.map(({ key, products, steps, pages }) => ({
      ...{ key, version: 1, products: [...products], steps: [...steps], savedAt, savedBy: 'seed' },
      titles: Object.fromEntries(Object.entries(pages).map(([language, [title]]) => [language, title])),
      texts: Object.fromEntries(Object.entries(pages).map(([language, [, text]]) => [language, text])),
    })),
  });
}
