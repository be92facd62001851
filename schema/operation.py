"""Answers all root fields of an operation at once, before graphql-core completes the answer."""

from collections.abc import AsyncIterator
from typing import Any

from graphql import GraphQLError, OperationDefinitionNode
from graphql.execution.values import VariableValues, get_variable_values
from strawberry.extensions import SchemaExtension

from db.errors import BadInput, DomainError
from schema.arguments import shape
from schema.errors import told
from schema.selection import read_operation


class ReadOperation(SchemaExtension):
    """Reads what an operation asks for in one snapshot, by the reader in its context."""

    async def on_execute(self) -> AsyncIterator[None]:
        context = self.execution_context
        operation = self._operation()
        coerced = self._variables(operation)
        if isinstance(coerced, VariableValues):
            try:
                context.root_value = await self._read(operation, coerced)
            except DomainError as error:
                raise told(error) from error
            except RecursionError as error:
                raise told(BadInput("The query is too deep: nest fewer fields.")) from error
        yield

    def _operation(self) -> OperationDefinitionNode:
        document = self.execution_context.graphql_document
        assert document is not None
        name = self.execution_context._provided_operation_name
        operations = [
            each
            for each in document.definitions
            if isinstance(each, OperationDefinitionNode)
            and (name is None or (each.name is not None and each.name.value == name))
        ]
        if len(operations) > 1:
            # Strawberry would take the first.
            raise GraphQLError(
                "The document has several operations: say which one in `operationName`.",
                extensions={"code": "BAD_USER_INPUT"},
            )
        return operations[0]

    def _variables(self, operation: OperationDefinitionNode) -> VariableValues | list[GraphQLError]:
        # Values that do not fit are told by the executor, which looks at them again.
        return get_variable_values(
            self.execution_context.schema._schema,
            operation.variable_definitions or (),
            self.execution_context.variables or {},
        )

    async def _read(
        self, operation: OperationDefinitionNode, variables: VariableValues
    ) -> dict[str, Any]:
        context = self.execution_context
        assert context.graphql_document is not None
        key = (context.query, context.operation_name, shape(variables.coerced))
        document, schema = context.graphql_document, context.schema._schema
        answer: dict[str, Any] = await context.context["reader"].answer(
            key, lambda: read_operation(schema, document, operation, variables), variables.coerced
        )
        return answer
