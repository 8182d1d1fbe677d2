import type { INestApplication } from '@nestjs/common';
import { METHOD_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ALLOW_METADATA } from '../auth/allow.decorator.js';

/** Where input comes in: each of these needs a schema, or it would pass unchecked. */
const INPUT_KINDS: readonly number[] = [
  RouteParamtypes.BODY,
  RouteParamtypes.QUERY,
  RouteParamtypes.PARAM,
  RouteParamtypes.HEADERS,
];

interface RouteArgument {
  readonly index: number;
  readonly schema?: unknown;
}

/** One method of a controller that answers requests. */
export interface Route {
  /** `CustomersController.createCustomer` */
  readonly name: string;
  readonly handler: object;
  readonly controller: object;
  /** Positions of parameters that take input without a schema. */
  readonly unchecked: readonly number[];
}

export function listRoutes(app: INestApplication): Route[] {
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype = metatype.prototype as Record<string, object>;
    return scanner
      .getAllMethodNames(prototype)
      .filter((name) => Reflect.hasMetadata(METHOD_METADATA, prototype[name]!))
      .map((name) => ({
        name: `${metatype.name}.${name}`,
        handler: prototype[name]!,
        controller: metatype,
        unchecked: uncheckedArguments(metatype, name),
      }));
  });
}

function uncheckedArguments(controller: object, method: string): number[] {
  const found = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<
    string,
    RouteArgument
  >;
  return Object.entries(found)
    .filter(([key, { schema }]) => INPUT_KINDS.includes(Number(key.split(':')[0])) && schema === undefined)
    .map(([, { index }]) => index);
}

/** Refuses to start with a route that says nothing of who may call it, or that takes input unchecked. */
export function assertRoutesAreGuarded(app: INestApplication): void {
  const open = listRoutes(app).filter(
    ({ handler, unchecked }) => !Reflect.hasMetadata(ALLOW_METADATA, handler) || unchecked.length > 0,
  );
  if (open.length === 0) return;
  const names = open.map(({ name }) => name).join(', ');
  throw new Error(`Routes without @Allow or @Public, or with a parameter without a schema: ${names}`);
}
