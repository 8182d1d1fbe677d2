import {
  Badge,
  Button,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  Modal,
  Paper,
  Popover,
  Skeleton,
  Tooltip,
  createTheme,
} from '@mantine/core';

/** The colour of Aftercare. Shade 7 carries white text at 4.6 : 1. */
const pine: MantineColorsTuple = [
  '#edf8f6',
  '#d8eeea',
  '#afdcd5',
  '#83cabf',
  '#5db9ac',
  '#43ab9d',
  '#319a8c',
  '#237e72',
  '#1b685f',
  '#11514a',
];

/** Cooler than Mantine's own, so that tables do not look brown at night. 0 is text, 7 the page. */
const dark: MantineColorsTuple = [
  '#dfe4e8',
  '#b6bfc7',
  '#929da7',
  '#66717c',
  '#434c55',
  '#333b43',
  '#262d34',
  '#1b2126',
  '#14191d',
  '#0d1114',
];

export const theme = createTheme({
  fontFamily: "'Inter Variable', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif",
  headings: { fontFamily: 'inherit', fontWeight: '650' },
  colors: { pine, dark },
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: 'md',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Badge: Badge.extend({ defaultProps: { radius: 'sm', variant: 'light', tt: 'none', fw: 550 } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    Modal: Modal.extend({
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45, blur: 1 } },
    }),
    Paper: Paper.extend({ defaultProps: { withBorder: true } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', withArrow: true } }),
    Skeleton: Skeleton.extend({ defaultProps: { radius: 'sm' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: true } }),
  },
});

/** Words on a light tint of the same colour, which Mantine leaves too pale to read. */
const ON_TINT = {
  light: {
    gray: '#434d56',
    yellow: '#754a00',
    orange: '#8c3d05',
    teal: '#0a5f45',
    blue: '#174f89',
    red: '#a21c23',
    violet: '#5531a8',
    pine: '#17594f',
  },
  dark: {
    gray: '#c3ccd4',
    yellow: '#f5cf7a',
    orange: '#fbb072',
    teal: '#74d9b0',
    blue: '#9cc9fb',
    red: '#ffaaa7',
    violet: '#c9b4fb',
    pine: '#8fd6ca',
  },
};

function onTint(colours: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(colours).map(([name, value]) => [`--mantine-color-${name}-light-color`, value]),
  );
}

/** Mantine's own dimmed and placeholder greys stay below 4.5 : 1; ours do not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--app-row-height': '56px' },
  light: {
    ...onTint(ON_TINT.light),
    '--mantine-color-dimmed': '#56606a',
    '--mantine-color-placeholder': '#69737d',
    '--app-page': '#f5f7f8',
    '--app-surface': '#ffffff',
    '--app-line': '#e3e7ea',
    '--app-hover': '#f3f7f7',
    '--app-cursor': '#e9f5f3',
    '--app-red': '#b4232a',
    '--app-amber': '#8f5200',
    '--app-blue': '#1d5fa8',
    '--app-green': '#1b6b45',
    '--app-sandbox': '#f1ecfb',
    '--app-sandbox-line': '#ded2f5',
    '--app-sandbox-text': '#51308f',
  },
  dark: {
    ...onTint(ON_TINT.dark),
    '--mantine-color-gray-light': '#2b343b',
    '--mantine-color-dimmed': '#a3adb6',
    '--mantine-color-placeholder': '#8f9aa4',
    '--app-page': '#14191d',
    '--app-surface': '#1b2126',
    '--app-line': '#2e363d',
    '--app-hover': '#20272d',
    '--app-cursor': '#1d302f',
    '--app-red': '#ff9b98',
    '--app-amber': '#f6bd6b',
    '--app-blue': '#8fc2f7',
    '--app-green': '#7fd3a6',
    '--app-sandbox': '#241f33',
    '--app-sandbox-line': '#3a3153',
    '--app-sandbox-text': '#cdb9f7',
  },
});
