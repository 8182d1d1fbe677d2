import { Anchor, type AnchorProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

interface MantineLinkProps
  extends AnchorProps, Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps> {
  ref?: Ref<HTMLAnchorElement>;
}

function MantineLink(props: MantineLinkProps) {
  return <Anchor {...props} />;
}

/** A link to another room in Mantine's dress. */
export const TextLink = createLink(MantineLink);
