/**
 * What our types need of zod's, in place of its own: those are a hundred kilobytes, ask for a TypeScript of late, and their
 * variance marks do not survive a roll-up. A schema is here what it takes and what it makes of it; a test compares the result
 * with zod's own.
 */
export declare namespace z {
  interface ZodType<Output = unknown, Input = Output> {
    readonly _output: Output
    readonly _input: Input
  }

  type output<T extends ZodType> = T['_output']
  type input<T extends ZodType> = T['_input']
  type infer<T extends ZodType> = T['_output']

  interface ZodString extends ZodType<string> {}
  interface ZodNumber extends ZodType<number> {}
  interface ZodInt extends ZodType<number> {}
  interface ZodBoolean extends ZodType<boolean> {}
  interface ZodUnknown extends ZodType<unknown> {}
  interface ZodLiteral<T> extends ZodType<T> {}
  interface ZodEnum<T extends Readonly<Record<string, string | number>>> extends ZodType<T[keyof T]> {}
  interface ZodArray<T extends ZodType> extends ZodType<output<T>[], input<T>[]> {}
  interface ZodNullable<T extends ZodType> extends ZodType<output<T> | null, input<T> | null> {}
  interface ZodUnion<T extends readonly ZodType[]> extends ZodType<output<T[number]>, input<T[number]>> {}
  interface ZodRecord<K extends ZodType<PropertyKey>, V extends ZodType>
    extends ZodType<Record<output<K>, output<V>>, Record<output<K>, input<V>>> {}
  interface ZodOptional<T extends ZodType> extends ZodType<output<T> | undefined, input<T> | undefined> {
    readonly _may_miss: 'in' | 'out'
  }
  interface ZodDefault<T extends ZodType>
    extends ZodType<Exclude<output<T>, undefined>, input<T> | undefined> {
    readonly _may_miss: 'in'
  }
  interface ZodPrefault<T extends ZodType> extends ZodDefault<T> {}
  interface ZodObject<Shape extends Fields, Config extends core.Config = core.$strip>
    extends ZodType<ObjectOf<Shape, '_output', 'out'> & Config, ObjectOf<Shape, '_input', 'in'> & Config> {
    readonly shape: Shape
  }

  type Fields = Readonly<Record<string, ZodType>>

  type ObjectOf<Shape extends Fields, Side extends '_output' | '_input', Way extends 'in' | 'out'> = Plain<
    {
      [K in keyof Shape as MayMiss<Shape[K], Way> extends true ? never : K]: Shape[K][Side]
    } & {
      [K in keyof Shape as MayMiss<Shape[K], Way> extends true ? K : never]?: Shape[K][Side]
    }
  >
  type MayMiss<T, Way> = T extends { readonly _may_miss: infer Ways }
    ? Way extends Ways
      ? true
      : false
    : false
  type Plain<T> = { [K in keyof T]: T[K] } & {}

  namespace core {
    type Config = unknown
    /** Other keys are left out, or refused. */
    type $strip = unknown
    type $strict = unknown
    /** Other keys are kept. */
    type $loose = { [key: string]: unknown }
  }
}
