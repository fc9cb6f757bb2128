// Owns words from outside that stand after each other in one line: none turns the next.
import { Fragment } from 'react';

export const Listed = ({ parts }: { readonly parts: readonly (string | undefined)[] }) =>
  parts
    .filter((part) => part !== undefined && part !== '')
    .map((part, index) => (
      <Fragment key={`${index}/${part}`}>
        {index > 0 && ', '}
        <bdi>{part}</bdi>
      </Fragment>
    ));
