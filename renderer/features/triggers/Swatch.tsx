// Owns how a category looks, in the legend, a heading or a table: its colour, timing also by a hatch.
import type { Category } from '#shared/schema/primitives.ts';
import { classes } from '../../ui/classes.ts';
import styles from './Swatch.module.css';

export const Swatch = ({ category }: { readonly category: Category }) => (
  <span className={classes(styles.swatch, styles[category])} aria-hidden="true" />
);
