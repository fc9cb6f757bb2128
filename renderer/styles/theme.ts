// Owns which theme the page wears: what the settings say, and for `system` what the system prefers.
import type { Settings } from '#shared/contract/settings.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');
const contrast = matchMedia('(prefers-contrast: more)');

function systemTheme(): 'light' | 'dark' | 'contrast' {
  if (contrast.matches) return 'contrast';
  return dark.matches ? 'dark' : 'light';
}

/** Dresses the page, and again whenever the system changes its mind; returns the function that stops that. */
type Worn = Pick<Settings, 'theme' | 'density' | 'textSize' | 'motion'>;
export function wear({ theme, density, textSize, motion }: Worn): () => void {
  const dress = (): void => {
    const { dataset, style } = document.documentElement;
    dataset.theme = theme === 'system' ? systemTheme() : theme;
    dataset.density = density;
    dataset.motion = motion;
    style.setProperty('--text-scale', String(textSize / 100));
  };
  dress();
  dark.addEventListener('change', dress);
  contrast.addEventListener('change', dress);
  return () => {
    dark.removeEventListener('change', dress);
    contrast.removeEventListener('change', dress);
  };
}
