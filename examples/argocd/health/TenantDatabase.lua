-- Health of a TenantDatabase or TenantDatabaseClass: what its Ready condition says of the spec that was applied.
-- Argo CD runs this without Lua's string library, so there is none of it here.

-- Reasons that pass by themselves. Every other one, and one of a newer operator, waits for a person.
local passing = {
  Waiting = true,
  ClassNotReady = true,
  Creating = true,
  WaitingForTurn = true,
  Applying = true,
  DatabaseUnreachable = true,
  Issuing = true,
  PasswordNotOwn = true,
  TemplateNotReady = true,
  NeonUnreachable = true,
  NeonThrottled = true,
  Deleting = true,
}

local function health(status, message)
  return { status = status, message = message }
end

local function ready_condition(status)
  if type(status.conditions) ~= "table" then
    return nil
  end
  for _, condition in ipairs(status.conditions) do
    if condition.type == "Ready" then
      return condition
    end
  end
  return nil
end

local function is_of_an_older_spec(observed)
  return type(observed) == "number" and observed < (obj.metadata.generation or 0)
end

local function text(value, otherwise)
  if type(value) == "string" and value ~= "" then
    return value
  end
  return otherwise
end

local status = type(obj.status) == "table" and obj.status or {}
local ready = ready_condition(status)
if ready == nil then
  return health("Progressing", "The operator has not looked at it yet")
end
if is_of_an_older_spec(status.observedGeneration) or is_of_an_older_spec(ready.observedGeneration) then
  return health("Progressing", "The operator has not looked at the last change yet")
end

local reason = text(ready.reason, "no reason given")
local message = text(ready.message, reason)
if reason == "Suspended" then
  return health("Suspended", message)
end
if ready.status == "True" then
  return health("Healthy", message)
end
if passing[reason] then
  return health("Progressing", message)
end
return health("Degraded", message)
