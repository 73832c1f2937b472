procedure Gate is
   function Opens (Pressure : Integer; Manual, Locked : Boolean) return Boolean is
   begin
      if (Pressure > 50 or else Manual) and then not Locked then
         return True;
      end if;
      return False;
   end Opens;
   Count : Natural := 0;
begin
   for Step in 1 .. 3 loop
      if Opens (Step * 30, False, Step = 3) then
         Count := Count + 1;
      end if;
   end loop;
   if Count /= 1 then
      raise Program_Error;
   end if;
end Gate;
