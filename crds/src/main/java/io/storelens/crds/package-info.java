/**
 * The API of Storelens: what a platform team writes ({@code Store}, {@code Camera}, and {@code
 * Region} where the defaults do not do) and what the operator answers in their status.
 *
 * <p>Each field is described where it is declared; the CRD YAML in {@code crds/yaml} is generated
 * from these types and says the same to {@code kubectl explain}. A field with a default is never
 * null once the API server, or standalone's reader, has filled it in. A field without one is null
 * where it was left out.
 */
package io.storelens.crds;
