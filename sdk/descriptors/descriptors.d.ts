export declare const Bloc: Record<string, object>;
